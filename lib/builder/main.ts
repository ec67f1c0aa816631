/** The builder process: claims queued builds, watches running ones, also those of a builder that died. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dataVersion, takeLock } from '#db/client.ts'
import { claimBuild, type Job, listRunningJobs } from '#db/queries/build-queue.ts'
import { buildFolder, config } from '#lib/config.ts'
import { readRunStatus } from '#lib/engine/run-files.ts'
import { exitWithParent } from '#lib/parent.ts'
import { reportStatus } from './engine-status.ts'
import { watchSources } from './freshness.ts'
import { giveUpBuild, superviseBuild } from './supervise.ts'
import { sweep } from './sweep.ts'

const lookEveryMs = 50
const claimEveryMs = 1_000
const pauseMs = 5_000
const patience = 12

const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
exitWithParent()
await run(stop.signal).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})

/** Runs until `signal` fires. Builds go on without us and are picked up by the next builder. */
async function run(signal: AbortSignal): Promise<void> {
  const slots = config().SLIPWAY_BUILDS_AT_ONCE
  const release = lockBuilder()
  const reporting = Promise.all([reportStatus(signal), watchSources(signal)])
  const running = new Map<number, Promise<void>>()
  const supervise = (job: Job) => {
    running.set(
      job.id,
      superviseSafely(job, signal).finally(() => running.delete(job.id)),
    )
  }
  await sweep(listRunningJobs())
  for (const job of listRunningJobs()) supervise(job)
  while (!signal.aborted) {
    try {
      for (let job = nextJob(); job; job = nextJob()) supervise(job)
      await untilSomethingHappened(signal, () => running.size)
    } catch (error) {
      // A busy or full database passes; builds that run are watched meanwhile.
      console.error('The queue could not be read, trying again:', error)
      await sleep(claimEveryMs, undefined, { signal }).catch(() => {})
    }
  }
  await Promise.all([...running.values(), reporting])
  release()

  function nextJob(): Job | null {
    return running.size < slots ? claimBuild() : null
  }
}

/** A fault of ours must not end the builder; the build is looked at again, as after a restart, and in the end given up. */
async function superviseSafely(job: Job, signal: AbortSignal): Promise<void> {
  for (let faults = 1; !signal.aborted; faults++) {
    try {
      return await superviseBuild(job, signal)
    } catch (error) {
      console.error(`Build ${job.id}:`, error)
      if (faults >= patience && (await isOver(job))) return giveUpSafely(job, error)
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
    }
  }
}

async function isOver(job: Job): Promise<boolean> {
  return (await readRunStatus(buildFolder(job.id))).state !== 'running'
}

async function giveUpSafely(job: Job, cause: unknown): Promise<void> {
  const message = cause instanceof Error ? cause.message : String(cause)
  await giveUpBuild(job, message).catch((error) => console.error(`Build ${job.id}:`, error))
}

/** Another process committed something, one of our builds ended, or a second went by. */
async function untilSomethingHappened(signal: AbortSignal, countRunning: () => number): Promise<void> {
  const look = () => `${dataVersion()} ${countRunning()}`
  const seen = look()
  const until = Date.now() + claimEveryMs
  while (!signal.aborted && Date.now() < until && look() === seen) {
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {})
  }
}

function lockBuilder(): () => void {
  const { SLIPWAY_DATA } = config()
  try {
    return takeLock(path.join(SLIPWAY_DATA, 'builder.lock'), 3_000)
  } catch {
    throw new Error(`Another builder is already at work on ${SLIPWAY_DATA}. Stop it first.`)
  }
}
