/** How many streams and downloads a person has open at once. Kept in memory, where the streams are. */
import { config } from '#lib/config.ts'
import { LimitReached } from '#lib/limit-reached.ts'

const shared = globalThis as { [key: symbol]: Map<number, number> | undefined }
const key = Symbol.for('slipway.streams')
const retrySeconds = 10

/** One more stream of a person: what gives its place back, or why they cannot have it. */
export function takeStream(userId: number): (() => void) | LimitReached {
  shared[key] ??= new Map()
  const open = shared[key]
  const most = config().SLIPWAY_LIMIT_STREAMS
  const count = open.get(userId) ?? 0
  if (most !== 0 && count >= most)
    return new LimitReached(
      `You have ${count} builds and downloads open at once. Close one, or let it end.`,
      retrySeconds,
    )
  open.set(userId, count + 1)
  let isOpen = true
  return () => {
    if (isOpen) giveBack(open, userId)
    isOpen = false
  }
}

function giveBack(open: Map<number, number>, userId: number): void {
  const left = (open.get(userId) ?? 1) - 1
  if (left === 0) open.delete(userId)
  else open.set(userId, left)
}
