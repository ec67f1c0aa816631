/** Why a build is told to end before its time, and how: asked first, then made. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isCancelRequested } from '#db/queries/build-queue.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { type EndReason, endReasons } from '#lib/builds/judge.ts'
import { config } from '#lib/config.ts'
import { signalGroup } from '#lib/engine/buildx.ts'
import { type RunStatus, readText } from '#lib/engine/run-files.ts'
import type { Journal } from './journal.ts'

type Running = Extract<RunStatus, { state: 'running' }>
type Watched = { buildId: number; folder: string; journal: Journal }

const graceMs = 5_000

/** Looks at a running build and ends it where there is a reason. Written down first: buildx says only "failed". */
export function createEnder({ buildId, folder, journal }: Watched): (status: Running) => Promise<void> {
  const silence = createSilence()
  let toldAt: number | null = null
  return async ({ group, elapsedMs }) => {
    const now = performance.now()
    if (toldAt !== null) {
      if (now - toldAt > graceMs) signalGroup(group, 'SIGKILL')
      return
    }
    const size = await journal.size()
    const reason = isCancelRequested(buildId)
      ? 'cancelled'
      : overLimit({ elapsedMs, size, silentMs: silence(size) })
    if (!reason) return
    await writeFile(path.join(folder, 'told-to-end'), reason)
    toldAt = now
    signalGroup(group, 'SIGTERM')
  }
}

/** Why some builder told the build to end; null where none did. */
export async function readEndReason(folder: string): Promise<EndReason | null> {
  const text = await readText(path.join(folder, 'told-to-end'))
  return text === null ? null : (endReasons.find((reason) => reason === text) ?? 'cancelled')
}

/** Whether a build printed more than it may, by the bytes of its progress file. */
export function isOverflown(bytes: number): boolean {
  return bytes > config().SLIPWAY_BUILD_OUTPUT * 1024 * 1024
}

/** What a person reads about a build that was ended by its limits. */
export function explainLimit(reason: Exclude<EndReason, 'cancelled'>): Diagnosis {
  const { SLIPWAY_BUILD_TIMEOUT: timeout, SLIPWAY_BUILD_SILENCE: silence, SLIPWAY_BUILD_OUTPUT } = config()
  if (reason === 'output')
    return {
      summary: `The build printed more than ${SLIPWAY_BUILD_OUTPUT} MiB and was stopped.`,
      advice:
        'The log has its beginning and its end. Make the step that prints so much quieter, or raise SLIPWAY_BUILD_OUTPUT.',
      code: 'output',
    }
  if (reason === 'timeout')
    return {
      summary: `The build ran longer than ${inWords(timeout)} and was stopped.`,
      advice:
        'Look in the steps for what took so long. Put slow packages into an image of their own and build upon it, or raise SLIPWAY_BUILD_TIMEOUT.',
      code: 'timeout',
    }
  return {
    summary: `Nothing was heard of the build for ${inWords(silence)}, and it was stopped.`,
    advice:
      'The last lines of the log say where it hung. Rebuild; if a step needs that long without a word, raise SLIPWAY_BUILD_SILENCE.',
    code: 'silence',
  }
}

type Seen = { elapsedMs: number; silentMs: number; size: number }

function overLimit({ elapsedMs, silentMs, size }: Seen): EndReason | null {
  const { SLIPWAY_BUILD_TIMEOUT: timeout, SLIPWAY_BUILD_SILENCE: silence } = config()
  if (isOverflown(size)) return 'output'
  if (timeout > 0 && elapsedMs > timeout * 1000) return 'timeout'
  return silence > 0 && silentMs > silence * 1000 ? 'silence' : null
}

/** How long, in ms, the journal has not grown while this builder looked. */
function createSilence(): (size: number) => number {
  let [seen, since] = [-1, performance.now()]
  return (size) => {
    const now = performance.now()
    if (size !== seen) [seen, since] = [size, now]
    return now - since
  }
}

function inWords(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`
  if (seconds % 60 === 0) return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`
  return seconds === 1 ? '1 second' : `${seconds} seconds`
}
