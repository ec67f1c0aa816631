/** A signal for work that has no process group to end: it fires when nobody wants its result any more. */
import { isCancelRequested } from '#db/queries/build-queue.ts'

const lookEveryMs = 50

type Wanted = { buildId: number; stop: AbortSignal; graceMs?: number }

/** Fires with `stop`, or `graceMs` after a person cancelled the build. */
export async function whileWanted<T>(
  { buildId, stop, graceMs = 0 }: Wanted,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancelled = new AbortController()
  let seenAt: number | null = null
  const timer = setInterval(() => {
    if (seenAt === null && isCancelled(buildId)) seenAt = performance.now()
    if (seenAt !== null && performance.now() - seenAt >= graceMs) cancelled.abort()
  }, lookEveryMs)
  try {
    return await work(AbortSignal.any([stop, cancelled.signal]))
  } finally {
    clearInterval(timer)
  }
}

/** A busy database is asked again. */
function isCancelled(buildId: number): boolean {
  try {
    return isCancelRequested(buildId)
  } catch {
    return false
  }
}
