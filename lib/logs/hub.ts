/** Shares tailers between the viewers of one process; the last one to leave stops the tailer. */
import { startTailer, type Tailer } from './tailer.ts'

type Entry = { tailer: Tailer; viewers: number; stop: AbortController }

const key = Symbol.for('slipway.log-hub')
const shared = globalThis as { [key: symbol]: Map<number, Entry> | undefined }

/** The tailer of a build. Call `leave` exactly once. */
export function joinLog(buildId: number): { tailer: Tailer; leave(): void } {
  shared[key] ??= new Map()
  const hub = shared[key]
  const entry = hub.get(buildId) ?? startEntry(buildId)
  hub.set(buildId, entry)
  entry.viewers++
  return {
    tailer: entry.tailer,
    leave() {
      entry.viewers--
      if (entry.viewers > 0) return
      entry.stop.abort()
      hub.delete(buildId)
    },
  }
}

/** How many viewers this process has. */
export function countViewers(): number {
  return [...(shared[key]?.values() ?? [])].reduce((sum, { viewers }) => sum + viewers, 0)
}

function startEntry(buildId: number): Entry {
  const stop = new AbortController()
  return { tailer: startTailer(buildId, stop.signal), viewers: 0, stop }
}
