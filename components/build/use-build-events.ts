import { useEffect, useReducer, useState } from 'react'
import type { BuildState } from '#lib/builds/state.ts'
import type { LogRecord, Step } from '#lib/builds/step.ts'
import { appendRecords, type Chunk, mostLines } from '../log/chunks.ts'
import { type Connection, followEvents } from './follow-events.ts'

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
  connection: Connection
}

type Change = (live: LiveBuild) => Partial<LiveBuild>

type Source = { buildId: number; from: number; onEnd: () => void }

/** Follows a build from where the server-rendered page ended. Lost connections resume at the exact byte. */
export function useBuildEvents(
  { buildId, from, isLive, onEnd }: Source & { isLive: boolean },
  initial: () => LiveBuild,
): LiveBuild {
  const [live, change] = useReducer(
    (before: LiveBuild, apply: Change) => ({ ...before, ...apply(before) }),
    null,
    initial,
  )
  // A later render of the page knows a later offset; what lies between would be missing here.
  const [offset] = useState(from)
  useEffect(
    () => (isLive ? listen({ buildId, from: offset, onEnd }, change) : undefined),
    [buildId, offset, isLive, onEnd],
  )
  return live
}

/** Follows the stream; log lines are gathered and shown once per frame. Returns what closes it. */
function listen(source: Source, change: (apply: Change) => void): () => void {
  const lines = gather((records) => change((live) => ({ chunks: appendRecords(live.chunks, records) })))
  const close = followEvents(source, {
    log: lines.add,
    steps: (steps) => change(() => ({ steps })),
    state: (progress) => progress && change(() => ({ progress })),
    connection: (connection) => {
      if (connection === 'ended' || connection === 'denied') lines.flush()
      change(() => ({ connection }))
      if (connection === 'ended') source.onEnd()
    },
  })
  return () => {
    close()
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
