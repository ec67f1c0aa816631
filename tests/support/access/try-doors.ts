/** Tries doors for everyone and says where an answer is not that of the table. */
import { type Answer, ask, leaksIn, letterFor, type Way, ways } from './ask.ts'
import type { Door } from './doors.ts'
import { everyone, type Who } from './people.ts'
import type { World } from './world.ts'

/** `faults`: one line each; empty where every answer was as the table says. */
export type Tried = { asked: number; faults: string[] }

const atOnce = 8

/** Everyone at every door, as a browser asks: the answers are those of the table. */
export function tryDoors(url: string, world: World, doors: readonly Door[]): Promise<Tried> {
  return tryAll(doors, async (door, who) => {
    const answer = await ask(url, who, world.people, pathOf(door, world))
    const letter = letterFor(door.answers, who)
    const wrong = isAsSaid(letter, answer) ? '' : `${answer.status} ${answer.location}, not ${letter}`
    const silent = letter === 'P' && door.shows && !answer.body.includes(door.shows) ? `no ${door.shows}` : ''
    return [wrong, silent, ...leaks(door, who, answer)]
  })
}

/**
 * Everyone at every door in one of the other `ways`, another one at each: nobody reads what is not theirs. In as many
 * rounds as there are ways, everyone tries all of them everywhere.
 */
export function tryWays(url: string, world: World, doors: readonly Door[], round: number): Promise<Tried> {
  return tryAll(doors, async (door, who, at) => {
    const way = ways[(at + round) % ways.length] as Way
    const answer = await ask(url, who, world.people, pathOf(door, world), way)
    const broken = answer.status >= 500 ? `${answer.status}` : ''
    return [broken, ...leaks(door, who, answer)].filter(Boolean).map((fault) => `${way.name}: ${fault}`)
  })
}

/** The web without its proxy: pages and queries refuse by themselves, though less politely. */
export function tryBehindProxy(url: string, world: World, doors: readonly Door[]): Promise<Tried> {
  return tryAll(doors, async (door, who) => {
    const answer = await ask(url, who, world.people, pathOf(door, world))
    return leaks(door, who, answer)
  })
}

function leaks(door: Door, who: Who, answer: Answer): string[] {
  const mayRead = letterFor(door.answers, who) === 'P'
  const shown = door.shows && !mayRead && answer.body.includes(door.shows) ? [`shows ${door.shows}`] : []
  return [...leaksIn(answer, who), ...shown]
}

async function tryAll(
  doors: readonly Door[],
  attempt: (door: Door, who: Who, at: number) => Promise<string[]>,
): Promise<Tried> {
  const calls = doors.flatMap((door) => everyone.map((who) => ({ door, who })))
  const asked = calls.length
  const faults: string[] = []
  const work = async () => {
    for (let next = calls.pop(); next; next = calls.pop()) {
      const { door, who } = next
      const found = (await attempt(door, who, calls.length)).filter(Boolean)
      if (found.length > 0) faults.push(`${who} at ${door.route} (${door.path}): ${found.join(', ')}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { asked, faults: faults.sort() }
}

function isAsSaid(letter: string, { status, location, body }: Answer): boolean {
  const path = location.replace(/^http:\/\/127\.0\.0\.1:\d+/, '')
  if (letter === 'P') return status === 200
  if (letter === 'S') return status === 307 && /^\/sign-in(\?|$)/.test(path)
  if (letter === 'R') return status >= 302 && status <= 308 && path.startsWith('/')
  if (letter === 'G') return status === 403 && body.includes('You are in no group yet')
  if (letter === 'N') return status === 403 && body.includes('You may not open this page')
  if (letter === 'M') return status === 404 && body.includes('There is nothing here')
  return status === { U: 401, F: 403 }[letter]
}

export function pathOf({ path }: Door, world: World): string {
  return typeof path === 'string' ? path : path(world)
}
