/** One tailer per build and process: looks at the build's files and row, and wakes everyone who follows. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getBuild } from '#db/queries/builds.ts'
import { systemViewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import type { LogEnd } from '#lib/builds/step.ts'
import { buildFolder } from '#lib/config.ts'
import { readText } from '#lib/engine/run-files.ts'
import { logSize, readLogBytes } from './bytes.ts'
import { logFile } from './read.ts'

/** Whole records of the log as one JSON array; `to` is the byte offset after them. */
export type LogChunk = { to: number; json: string }

export type Tailer = {
  /** Bytes of the log that are known to be there. */
  size(): number
  /** JSON texts, to be compared and sent as they are. */
  steps(): string
  state(): string
  /** Set when the build has its verdict and the log is whole. */
  end(): LogEnd | null
  /** Records from a record boundary on, at most 64 KiB at a time. Viewers at the same place share one read. */
  read(from: number): Promise<LogChunk>
  /** Counts changes, so that none is missed between looking and waiting. */
  version(): number
  /** Resolves once the version is another one than `seen`, when `leave` fires, or after 15 s. */
  change(seen: number, leave: AbortSignal): Promise<void>
}

const tickMs = 50
const patienceMs = 15_000
/** Small, because a slow viewer holds some of them. */
const chunkBytes = 64 * 1024
const keptChunks = 32

/** Starts looking; `signal` ends it. */
export function startTailer(buildId: number, signal: AbortSignal): Tailer {
  let size = 0
  let steps = '[]'
  let stepsSeenAt = 0
  let state = 'null'
  let end: LogEnd | null = null
  let version = 0
  const waiting = new Set<() => void>()
  const chunks = new Map<number, Promise<LogChunk>>()
  const stepsFile = path.join(buildFolder(buildId), 'steps.json')

  async function look(): Promise<boolean> {
    const before = [size, steps, state, end]
    const row = getBuild(systemViewer, buildId)
    const [bytes, stepsStat] = await Promise.all([logSize(logFile(buildId)), statOrNull(stepsFile)])
    size = bytes
    if (stepsStat && stepsStat.mtimeMs !== stepsSeenAt) {
      stepsSeenAt = stepsStat.mtimeMs
      steps = (await readText(stepsFile)) ?? '[]'
    }
    if (row) {
      const { queuePosition, startedAt, finishedAt } = row
      state = JSON.stringify({ state: row.state, queuePosition, startedAt, finishedAt })
    }
    if (!row || isFinal(row.state)) end = endOf(row)
    return before.some((value, index) => value !== [size, steps, state, end][index])
  }

  async function run() {
    while (!signal.aborted && end === null) {
      // A look that fails, for want of file descriptors say, is not the end of the log.
      const isNew = await look().catch((error: Error) =>
        console.error('A log could not be looked at, trying again:', { build: buildId }, error),
      )
      if (isNew) {
        version++
        for (const wake of waiting) wake()
      }
      await sleep(tickMs, undefined, { signal }).catch(() => {})
    }
  }
  void run()

  return {
    size: () => size,
    steps: () => steps,
    state: () => state,
    end: () => end,
    async read(from) {
      const known = chunks.get(from)
      if (known) return known
      const chunk = readChunk(buildId, from, size)
      chunks.set(from, chunk)
      const [oldest] = chunks.keys()
      if (chunks.size > keptChunks && oldest !== undefined) chunks.delete(oldest)
      // Half a record is not worth keeping: the other half is on its way.
      if ((await chunk.catch(() => null))?.to === from) chunks.delete(from)
      return chunk
    },
    version: () => version,
    async change(seen, leave) {
      if (version !== seen || leave.aborted) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, patienceMs)
      waiting.add(resolve)
      const wake = () => resolve()
      leave.addEventListener('abort', wake, { once: true })
      await promise
      leave.removeEventListener('abort', wake)
      waiting.delete(resolve)
      clearTimeout(timer)
    },
  }
}

/** A record may be longer than a chunk: then the chunk grows until it has the whole record. */
async function readChunk(buildId: number, from: number, size: number): Promise<LogChunk> {
  for (let length = chunkBytes; ; length *= 2) {
    const bytes = await readLogBytes(logFile(buildId), from, Math.min(size, from + length))
    const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1)
    if (whole.length === 0 && from + length < size) continue
    const records = whole.toString('utf8').trimEnd().split('\n')
    return { to: from + whole.length, json: whole.length === 0 ? '[]' : `[${records.join(',')}]` }
  }
}

function endOf(row: ReturnType<typeof getBuild>): LogEnd {
  const { state = 'deleted', logLines, logBytes, logSha256 } = row ?? {}
  return { state, lines: logLines ?? 0, bytes: logBytes ?? 0, sha256: logSha256 ?? '' }
}

async function statOrNull(file: string) {
  return stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}
