/** What the builder knows of an engine between two looks at it. */
import type { DiskState } from './count-disk.ts'
import type { KnownEngine } from './known-engines.ts'

const askEveryMs = 30_000
/** One that does not answer is asked more often, to be back soon. */
const askAgainMs = 10_000
/** Counting takes an engine long. */
const diskEveryMs = 5 * 60_000

/** `askedAt` and `updatedAt`: when it was asked last, and as what it was set up then. Times in milliseconds. */
export type EngineMemory = {
  askedAt: number
  updatedAt: number
  isReachable: boolean
  /** When a build failed there. */
  doubtedAt: number
  /** When it is asked the next time, if nothing happens before. */
  dueAt: number
  /** Somebody is asking right now. */
  isAsked: boolean
  disk: DiskState
  diskAt: number
}

/** Nothing is known yet: due at once. */
export function newMemory(): EngineMemory {
  const disk = { imageBytes: null, cacheBytes: null, trim: null }
  const never = { askedAt: 0, updatedAt: -1, doubtedAt: -1, dueAt: 0, diskAt: 0 }
  return { ...never, isReachable: false, isAsked: false, disk }
}

/** Keeps what an engine said, or did not say, when it was asked at `askedAt`. */
export function remember(
  memory: EngineMemory,
  { updatedAt }: KnownEngine,
  { askedAt, isReachable }: { askedAt: number; isReachable: boolean },
): void {
  const dueAt = askedAt + (isReachable ? askEveryMs : askAgainMs)
  Object.assign(memory, { askedAt, isReachable, dueAt, updatedAt })
}

/** Whether an engine takes builds: enabled, and it answered as what it is now, after anything that went wrong there. */
export function isOpen({ isEnabled, updatedAt }: KnownEngine, memory: EngineMemory): boolean {
  return (
    isEnabled && memory.isReachable && memory.updatedAt === updatedAt && memory.askedAt >= memory.doubtedAt
  )
}

/** Where the clock was set back, what was remembered as later than now is as if it had just been. */
export function rewind(memory: EngineMemory, now: number): void {
  const { askedAt, doubtedAt, diskAt } = memory
  if (Math.max(askedAt, doubtedAt, diskAt) <= now) return
  const before = (at: number) => Math.min(at, now)
  Object.assign(memory, {
    askedAt: before(askedAt),
    doubtedAt: before(doubtedAt),
    diskAt: before(diskAt),
    dueAt: now,
  })
}

/** Whether an engine has to be asked now. */
export function isDue({ updatedAt, testAskedAt }: KnownEngine, memory: EngineMemory, now: number): boolean {
  if (memory.isAsked) return false
  const isOld = memory.askedAt < Math.max(testAskedAt > now ? 0 : testAskedAt, memory.doubtedAt)
  return isOld || memory.updatedAt !== updatedAt || now >= memory.dueAt
}

/** Whether what it takes on its disk has to be counted again. */
export function isDiskDue({ diskAt }: EngineMemory, now: number): boolean {
  return now - diskAt > diskEveryMs
}
