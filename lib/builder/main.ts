/** The builder process: claims queued builds, watches running ones, also those of a builder that died. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dataVersion, takeLock } from '#db/client.ts'
import { claimBuild, type Job, listRunningJobs } from '#db/queries/build-queue.ts'
import { config } from '#lib/config.ts'
import { exitWithParent } from '#lib/parent.ts'
import { superviseBuild } from './supervise.ts'

const lookEveryMs = 50
const claimEveryMs = 1_000

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
  const running = new Map<number, Promise<void>>()
  const supervise = (job: Job) => {
    running.set(
      job.id,
      superviseSafely(job, signal).finally(() => running.delete(job.id)),
    )
  }
  for (const job of listRunningJobs()) supervise(job)
  while (!signal.aborted) {
    for (let job = nextJob(); job; job = nextJob()) supervise(job)
    await untilSomethingHappened(signal, () => running.size)
  }
  await Promise.all(running.values())
  release()

  function nextJob(): Job | null {
    return running.size < slots ? claimBuild() : null
  }
}

/** A fault of ours must not end the builder; the build is looked at again, as after a restart. */
async function superviseSafely(job: Job, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return await superviseBuild(job, signal)
    } catch (error) {
      console.error(`Build ${job.id}:`, error)
      await sleep(5_000, undefined, { signal }).catch(() => {})
    }
  }
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
