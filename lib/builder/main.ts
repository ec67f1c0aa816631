/** The builder process: claims queued builds, watches running ones, also those of a builder that died. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dataVersion } from '#db/client.ts'
import { takeLock } from '#db/lock.ts'
import { claimBuild, isRunningBuild, type Job, listRunningJobs } from '#db/queries/build-queue.ts'
import { config } from '#lib/config.ts'
import { keepLog } from '#lib/operations/log.ts'
import { keepFilesPrivate } from '#lib/operations/private-files.ts'
import { exitWithParent } from '#lib/parent.ts'
import { sealAnew } from '#lib/secrets/rotate.ts'
import { watchLogs } from './compress-logs.ts'
import { createDiskWatch } from './disk-watch.ts'
import { watchSources } from './freshness.ts'
import { keepHouse } from './housekeeping.ts'
import { keepSupervising } from './keep-supervising.ts'
import { sweep } from './sweep.ts'
import { watchEngines } from './watch-engines.ts'
import { watchRegistry } from './watch-registry.ts'

const lookEveryMs = 50
const claimEveryMs = 1_000
const graceMs = 4_000

keepFilesPrivate()
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
  sealAnew()
  const engines = watchEngines(signal)
  const hasRoom = createDiskWatch()
  const claim = () => (hasRoom() ? claimBuild(engines.open()) : null)
  const running = new Map<number, Promise<void>>()
  const isHeld = (id: number) => running.has(id) || isRunningBuild(id)
  const supervise = (job: Job) => {
    running.set(
      job.id,
      keepSupervising(job, engines, signal).finally(() => running.delete(job.id)),
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
      for (let job = claim(); job; job = claim()) {
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
