/** A build as a stream of Server-Sent Events: `steps`, `state`, `log` (its id is a byte offset), `end`, `denied`. */
import { joinLog } from './hub.ts'

export type Following = {
  buildId: number
  /** Byte offset in log.ndjson, at the start of a record. */
  from: number
  /** Asked again every 10 s: a person may lose access while they look. */
  isStillAllowed: () => Promise<boolean>
  signal: AbortSignal
}

const recheckMs = 10_000
const retryMs = 1_000

/** Yields event texts until the build and its log have ended. Holds no more than one chunk for a slow viewer. */
export async function* followBuild({
  buildId,
  from,
  isStillAllowed,
  signal,
}: Following): AsyncGenerator<string> {
  const { tailer, leave } = joinLog(buildId)
  const mayGoOn = createDoor(isStillAllowed)
  let sent = { steps: '[]', state: 'null' }
  let offset = from
  try {
    yield ': connected\n\n'
    while (!signal.aborted) {
      const version = tailer.version()
      const now = { steps: tailer.steps(), state: tailer.state() }
      const end = tailer.end()
      if (!(await mayGoOn())) return yield event('denied', '{}')
      if (now.state !== sent.state) yield event('state', now.state)
      if (now.steps !== sent.steps) yield event('steps', now.steps)
      sent = now
      while (offset < tailer.size() && !signal.aborted) {
        const chunk = await tailer.read(offset)
        if (chunk.to === offset) break
        offset = chunk.to
        // A slow reader may take minutes for what has gathered.
        if (!(await mayGoOn())) return yield event('denied', '{}')
        yield event('log', chunk.json, offset)
      }
      if (end) return yield event('end', JSON.stringify(end))
      await tailer.change(version, signal)
      if (tailer.version() === version) yield ': still here\n\n'
    }
    // The server ends; the next one goes on from the offset that the browser knows.
    yield `retry: ${retryMs}\n\n`
  } finally {
    leave()
  }
}

/** Asks again whether the viewer may see this, but not more often than every 10 s. */
function createDoor(isStillAllowed: () => Promise<boolean>): () => Promise<boolean> {
  let askedAt = performance.now()
  return async () => {
    if (performance.now() - askedAt < recheckMs) return true
    askedAt = performance.now()
    return isStillAllowed()
  }
}

function event(name: string, data: string, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${data}\n\n`
}
