import type { LogRecord, Step } from '#lib/builds/step.ts'
import type { BuildProgress } from './use-build-events.ts'

/** `lost`: it is tried again. `refused`: the server says that this person may not see it, or that it is not there. */
export type Connection = 'open' | 'lost' | 'refused' | 'denied' | 'ended'

type Handlers = {
  log: (records: LogRecord[]) => void
  steps: (steps: Step[]) => void
  state: (progress: BuildProgress | null) => void
  connection: (connection: Connection) => void
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000
const refusals = [401, 403, 404]

/**
 * The events of a build from a byte offset of its log on, to their end. A browser takes up a stream that broke off by
 * itself, but gives up on one that was answered with an error, as proxies do while a server starts again; that one is
 * opened anew from where it was. Returns what closes it.
 */
export function followEvents({ buildId, from }: { buildId: number; from: number }, on: Handlers): () => void {
  const path = `/api/builds/${buildId}/events`
  let offset = from
  let pause = firstPauseMs
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  function open(): void {
    source = new EventSource(`${path}?from=${offset}`)
    listen<LogRecord[]>(source, 'log', (records, event) => {
      offset = Number(event.lastEventId)
      on.log(records)
    })
    listen(source, 'steps', on.steps)
    listen(source, 'state', on.state)
    listen(source, 'end', () => finish('ended'))
    listen(source, 'denied', () => finish('denied'))
    source.onopen = () => {
      pause = firstPauseMs
      on.connection('open')
    }
    source.onerror = () => {
      on.connection('lost')
      if (source?.readyState === EventSource.CLOSED) void openAgain()
    }
  }

  async function openAgain(): Promise<void> {
    const status = await fetch(path, { method: 'HEAD', cache: 'no-store' }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (isOver) return
    if (refusals.includes(status)) return finish('refused')
    timer = setTimeout(open, pause)
    pause = Math.min(2 * pause, longestPauseMs)
  }

  function close(): void {
    isOver = true
    clearTimeout(timer)
    source?.close()
  }

  function finish(connection: Connection): void {
    close()
    on.connection(connection)
  }

  open()
  return close
}

function listen<Data>(
  source: EventSource,
  name: string,
  handle: (data: Data, event: MessageEvent<string>) => void,
): void {
  source.addEventListener(name, (event) => {
    const message = event as MessageEvent<string>
    handle(JSON.parse(message.data), message)
  })
}
