/**
 * Whose build is next. What people asked for goes before what the builder queued by itself. Groups take turns, and within a group its people: whoever has the fewest builds running, then
 * whoever waited longest for a turn; each person’s own builds in the order in which they asked.
 */

/** `groupId`: whose image it is; null for system images, which together count as one group. */
type Party = { groupId: number | null; personId: number }
/** `isScheduled`: nobody asked for it. */
export type Waiting = Party & { id: number; isScheduled: boolean }
/** A build that began; `turn` counts beginnings. */
export type Begun = Party & { turn: number; isRunning: boolean; isScheduled: boolean }

/** All waiting builds in the order in which they will begin, if nothing else happens. */
export function orderQueue(waiting: readonly Waiting[], begun: readonly Begun[]): Waiting[] {
  // Nobody's turn is used up by what was not asked for.
  return [false, true].flatMap((isScheduled) => {
    const ofKind = (build: { isScheduled: boolean }) => build.isScheduled === isScheduled
    return takeTurns(waiting.filter(ofKind), begun.filter(ofKind))
  })
}

function takeTurns(waiting: readonly Waiting[], begun: readonly Begun[]): Waiting[] {
  const turns = countTurns(begun)
  const lines = linesOf(waiting)
  const order: Waiting[] = []
  while (lines.length > 0) {
    const line = lines.reduce((best, other) => (turns.compare(other[0], best[0]) < 0 ? other : best))
    const [first] = line
    line.shift()
    if (line.length === 0) lines.splice(lines.indexOf(line), 1)
    order.push(first)
    turns.take(first)
  }
  return order
}

type Line = [Waiting, ...Waiting[]]

/** The builds of each person in each group, the oldest first. */
function linesOf(waiting: readonly Waiting[]): Line[] {
  const lines = new Map<string, Line>()
  for (const build of waiting.toSorted((one, other) => one.id - other.id)) {
    const line = lines.get(personKey(build))
    if (line) line.push(build)
    else lines.set(personKey(build), [build])
  }
  return [...lines.values()]
}

function countTurns(begun: readonly Begun[]) {
  const running = new Map<string, number>()
  const lastTurn = new Map<string, number>()
  let newest = 0
  const take = (party: Party, turn: number, isRunning: boolean) => {
    newest = Math.max(newest, turn)
    for (const key of [groupKey(party), personKey(party)]) {
      running.set(key, (running.get(key) ?? 0) + Number(isRunning))
      lastTurn.set(key, Math.max(lastTurn.get(key) ?? 0, turn))
    }
  }
  for (const { turn, isRunning, ...party } of begun) take(party, turn, isRunning)
  const rank = (build: Waiting) =>
    [groupKey(build), personKey(build)].flatMap((key) => [running.get(key) ?? 0, lastTurn.get(key) ?? 0])
  return {
    compare(one: Waiting, other: Waiting): number {
      const [mine, theirs] = [rank(one), rank(other)]
      const at = mine.findIndex((value, index) => value !== theirs[index])
      return at === -1 ? one.id - other.id : (mine[at] ?? 0) - (theirs[at] ?? 0)
    },
    take: (build: Waiting) => take(build, newest + 1, true),
  }
}

function groupKey({ groupId }: Party): string {
  return `group ${groupId}`
}

function personKey({ groupId, personId }: Party): string {
  return `group ${groupId}, person ${personId}`
}
