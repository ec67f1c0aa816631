/** The builder process: claims queued builds, watches running ones, also those of a builder that died. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dataVersion } from '#db/client.ts'
import { takeLock } from '#db/lock.ts'
import { claimBuild, isRunningBuild, type Job, listRunningJobs } from '#db/queries/build-queue.ts'
import { buildFolder, config } from '#lib/config.ts'
import { readRunStatus } from '#lib/engine/run-files.ts'
import { keepLog } from '#lib/operations/log.ts'
import { exitWithParent } from '#lib/parent.ts'
import { watchLogs } from './compress-logs.ts'
import { watchSources } from './freshness.ts'
import { keepHouse } from './housekeeping.ts'
import { giveUpBuild, superviseBuild } from './supervise.ts'
import { sweep } from './sweep.ts'
import type { Verdict } from './verdict.ts'
import { type EngineWatch, watchEngines } from './watch-engines.ts'
import { watchRegistry } from './watch-registry.ts'

const lookEveryMs = 50
const claimEveryMs = 1_000
const pauseMs = 5_000
const patience = 12
const graceMs = 4_000

keepLog('builder')
const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
exitWithParent()
await run(stop.signal).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
process.exit()

/** Runs until `signal` fires. Builds go on without us and are picked up by the next builder. */
async function run(signal: AbortSignal): Promise<void> {
  const release = lockBuilder()
  const engines = watchEngines(signal)
  const running = new Map<number, Promise<void>>()
  const isHeld = (id: number) => running.has(id) || isRunningBuild(id)
  const supervise = (job: Job) => {
    running.set(
      job.id,
      superviseSafely(job, engines, signal).finally(() => running.delete(job.id)),
    )
  }
  await sweep(isHeld)
  const adopted = listRunningJobs()
  console.info('The builder has begun.', { data: config().SLIPWAY_DATA, adopted: adopted.length })
  for (const job of adopted) supervise(job)
  const watching = Promise.all([
    engines.ended,
    watchRegistry(signal),
    watchSources(signal),
    watchLogs(signal),
    keepHouse(signal, isHeld),
  ])
  while (!signal.aborted) {
    try {
      for (let job = claimBuild(engines.open()); job; job = claimBuild(engines.open())) {
        console.info('A build was claimed.', { build: job.id, engine: job.engineId ?? 'environment' })
        supervise(job)
      }
      await untilSomethingHappened(signal, () => `${running.size} ${engines.countAnswers()}`)
    } catch (error) {
      // A busy or full database passes; builds that run are watched meanwhile.
      console.error('The queue could not be read, trying again:', error)
      await sleep(claimEveryMs, undefined, { signal }).catch(() => {})
    }
  }
  // A question that nobody answers is left, too: whatever is cut off here is begun again, as after a kill.
  await Promise.race([Promise.all([...running.values(), watching]), sleep(graceMs)])
  release()
  console.info('The builder has ended; builds that run go on.')
}

/** A fault of ours must not end the builder; the build is looked at again, as after a restart, and in the end given up. */
async function superviseSafely(job: Job, engines: EngineWatch, stop: AbortSignal): Promise<void> {
  const onVerdict = ({ state }: Verdict) => {
    if (state === 'failed' || state === 'interrupted') engines.doubt(job.engineId)
  }
  for (let faults = 1; !stop.aborted; faults++) {
    try {
      return await superviseBuild({ job, stop, onVerdict })
    } catch (error) {
      console.error('A build could not be watched, trying again:', { build: job.id }, error)
      if (faults >= patience && (await isOver(job))) return giveUpSafely(job, error)
      await sleep(pauseMs, undefined, { signal: stop }).catch(() => {})
    }
  }
}

async function isOver(job: Job): Promise<boolean> {
  return (await readRunStatus(buildFolder(job.id))).state !== 'running'
}

async function giveUpSafely(job: Job, cause: unknown): Promise<void> {
  const message = cause instanceof Error ? cause.message : String(cause)
  await giveUpBuild(job, message).catch((error) =>
    console.error('A build could not be given up:', { build: job.id }, error),
  )
}

/** Another process committed something, one of our builds ended, an engine answered, or a second went by. */
async function untilSomethingHappened(signal: AbortSignal, state: () => string): Promise<void> {
  const look = () => `${dataVersion()} ${state()}`
  const seen = look()
  const until = performance.now() + claimEveryMs
  while (!signal.aborted && performance.now() < until && look() === seen) {
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
