/** Steps and log records: what the engine's progress becomes, in files and on the wire. */

export const stepKinds = ['prepare', 'base', 'apt', 'conda', 'pip', 'export', 'push', 'other'] as const
export type StepKind = (typeof stepKinds)[number]

export type StepState = 'pending' | 'running' | 'done' | 'cached' | 'failed' | 'cancelled'

/** One transfer inside a step, e.g. a layer. Bytes; `total` is 0 where the engine does not know it. */
export type Transfer = { id: string; current: number; total: number; isDone: boolean }

/** One step of a build. `id` counts from 0 in order of first appearance; times in ms since 1970. */
export type Step = {
  id: number
  kind: StepKind
  /** Human words: `APT packages`, not the instruction. */
  title: string
  /** The engine's own name of the step. */
  name: string
  state: StepState
  startedAt: number | null
  finishedAt: number | null
  /** Time at work: a step may pause and start again. */
  durationMs: number
  transfers: Transfer[]
  error: string | null
}

export type LogStream = 'stdout' | 'stderr' | 'engine' | 'slipway'

/** One line of `log.ndjson`. `line` counts from 1; `step` is a step's id; `text` has no line break. */
export type LogRecord = {
  line: number
  time: number | null
  step: number | null
  stream: LogStream
  text: string
  /** The line was too long for one record and goes on in the next. */
  continues?: boolean
}

/** The `end` event of a log: how it ended and how to prove that nothing is missing. */
export type LogEnd = { state: string; lines: number; bytes: number; sha256: string }
