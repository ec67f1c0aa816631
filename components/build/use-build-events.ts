import { useEffect, useReducer, useState } from 'react'
import type { BuildState } from '#lib/builds/state.ts'
import type { LogRecord, Step } from '#lib/builds/step.ts'
import { appendRecords, type Chunk, mostLines } from '../log/chunks.ts'

/** Where a build stands, as its stream tells it. */
export type BuildProgress = {
  state: BuildState
  queuePosition: number | null
  startedAt: number | null
  finishedAt: number | null
}

export type LiveBuild = {
  progress: BuildProgress
  steps: readonly Step[]
  chunks: readonly Chunk[]
  connection: 'open' | 'lost' | 'refused' | 'denied' | 'ended'
}

type Change = (live: LiveBuild) => Partial<LiveBuild>

type Source = { buildId: number; from: number; isLive: boolean; onEnd: () => void }

/** Follows a build from where the server-rendered page ended. Lost connections resume at the exact byte. */
export function useBuildEvents(
  { buildId, from, isLive, onEnd }: Source,
  initial: () => LiveBuild,
): LiveBuild {
  const [live, change] = useReducer(
    (before: LiveBuild, apply: Change) => ({ ...before, ...apply(before) }),
    null,
    initial,
  )
  // A later render of the page knows a later offset; what lies between would be missing here.
  const [address] = useState(`/api/builds/${buildId}/events?from=${from}`)
  useEffect(() => (isLive ? listen(address, change, onEnd) : undefined), [address, isLive, onEnd])
  return live
}

/** Opens the stream; log lines are gathered and shown once per frame. Returns what closes it. */
function listen(address: string, change: (apply: Change) => void, onEnd: () => void): () => void {
  const source = new EventSource(address)
  const lines = gather((records) => change((live) => ({ chunks: appendRecords(live.chunks, records) })))
  const finish = (connection: 'ended' | 'denied') => {
    source.close()
    lines.flush()
    change(() => ({ connection }))
  }
  const on = <Data>(name: string, handle: (data: Data) => void) =>
    source.addEventListener(name, (event) => handle(JSON.parse((event as MessageEvent<string>).data)))

  on<LogRecord[]>('log', lines.add)
  on<Step[]>('steps', (steps) => change(() => ({ steps })))
  on<BuildProgress | null>('state', (progress) => progress && change(() => ({ progress })))
  on('end', () => {
    finish('ended')
    onEnd()
  })
  on('denied', () => finish('denied'))
  source.onopen = () => change(() => ({ connection: 'open' }))
  source.onerror = () => {
    const connection = source.readyState === EventSource.CLOSED ? 'refused' : 'lost'
    change(() => ({ connection }))
  }
  return () => {
    source.close()
    lines.cancel()
  }
}

/** Gathers records and hands them over at most once per frame. A page that nobody sees has no frames: the end is kept. */
function gather(show: (records: LogRecord[]) => void) {
  let waiting: LogRecord[] = []
  let frame = 0
  const flush = () => {
    cancelAnimationFrame(frame)
    frame = 0
    if (waiting.length > 0) show(waiting)
    waiting = []
  }
  const add = (records: LogRecord[]) => {
    for (const record of records) waiting.push(record)
    if (waiting.length > 2 * mostLines) waiting = waiting.slice(-mostLines)
    frame ||= requestAnimationFrame(flush)
  }
  return { add, flush, cancel: () => cancelAnimationFrame(frame) }
}
