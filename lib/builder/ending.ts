/** Why a build is told to end before its time, and how: asked first, then made. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isCancelRequested } from '#db/queries/build-queue.ts'
import { explainCircumstance } from '#lib/builds/circumstance.ts'
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
  const set = config()
  if (reason === 'output') return explainCircumstance({ code: 'output', mebibytes: set.SLIPWAY_BUILD_OUTPUT })
  const seconds = reason === 'timeout' ? set.SLIPWAY_BUILD_TIMEOUT : set.SLIPWAY_BUILD_SILENCE
  return explainCircumstance({ code: reason, seconds })
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
