/** Why a build is told to end before its time, and how: asked first, then made. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isCancelRequested } from '#db/queries/build-queue.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { config } from '#lib/config.ts'
import { signalGroup } from '#lib/engine/buildx.ts'
import { type RunStatus, readText } from '#lib/engine/run-files.ts'
import type { Journal } from './journal.ts'

/** `cancelled`: a person wanted it. `timeout`: it ran for too long. `silence`: nothing was heard of it for too long. */
export type EndReason = 'cancelled' | 'timeout' | 'silence'
type Running = Extract<RunStatus, { state: 'running' }>
type Watched = { buildId: number; folder: string; journal: Journal }

const graceMs = 5_000

/** Looks at a running build and ends it where there is a reason. Written down first: buildx says only "failed". */
export function createEnder({ buildId, folder, journal }: Watched): (status: Running) => Promise<void> {
  const silence = createSilence(journal)
  let toldAt: number | null = null
  return async ({ group, elapsedMs }) => {
    const now = performance.now()
    if (toldAt !== null) {
      if (now - toldAt > graceMs) signalGroup(group, 'SIGKILL')
      return
    }
    const reason = isCancelRequested(buildId) ? 'cancelled' : overLimit(elapsedMs, silence())
    if (!reason) return
    await writeFile(path.join(folder, 'told-to-end'), reason)
    toldAt = now
    signalGroup(group, 'SIGTERM')
  }
}

/** Why some builder told the build to end; null where none did. */
export async function readEndReason(folder: string): Promise<EndReason | null> {
  const text = await readText(path.join(folder, 'told-to-end'))
  if (text === null) return null
  return text === 'timeout' || text === 'silence' ? text : 'cancelled'
}

/** What a person reads about a build that was ended by its limits. */
export function explainLimit(reason: Exclude<EndReason, 'cancelled'>): Diagnosis {
  const { SLIPWAY_BUILD_TIMEOUT: timeout, SLIPWAY_BUILD_SILENCE: silence } = config()
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

function overLimit(elapsedMs: number, silentMs: number): EndReason | null {
  const { SLIPWAY_BUILD_TIMEOUT: timeout, SLIPWAY_BUILD_SILENCE: silence } = config()
  if (timeout > 0 && elapsedMs > timeout * 1000) return 'timeout'
  return silence > 0 && silentMs > silence * 1000 ? 'silence' : null
}

/** How long, in ms, the journal has not grown while this builder looked. */
function createSilence(journal: Journal): () => number {
  let [size, since] = [journal.size(), performance.now()]
  return () => {
    const now = performance.now()
    if (journal.size() !== size) [size, since] = [journal.size(), now]
    return now - since
  }
}

function inWords(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`
  if (seconds % 60 === 0) return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`
  return seconds === 1 ? '1 second' : `${seconds} seconds`
}
