/** Watches one build to its end. A builder that was killed and started again does exactly the same. */
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { finishBuild, isCancelRequested, type Job } from '#db/queries/build-queue.ts'
import { buildFolder } from '#lib/config.ts'
import { signalGroup } from '#lib/engine/buildx.ts'
import { type RunStatus, readRunStatus } from '#lib/engine/run-files.ts'
import { measureLog } from '#lib/logs/append.ts'
import { removeDockerConfig } from '#lib/secrets/docker-config.ts'
import { beginBuild, tagsOf, wasBegun } from './begin.ts'
import { type Journal, openJournal, writeNote } from './journal.ts'
import { decideVerdict, type Verdict } from './verdict.ts'

const tickMs = 100
const graceMs = 5_000

/** Begins a build where no builder has yet, follows it and records its verdict; or leaves it when `stop` fires. */
export async function superviseBuild(job: Job, stop: AbortSignal): Promise<void> {
  const folder = buildFolder(job.id)
  await mkdir(folder, { recursive: true })
  const journal = await openJournal(folder)
  let verdict: Verdict | null
  try {
    verdict = await runToVerdict({ job, folder, journal, stop })
    if (verdict) {
      await writeNote(folder, 'verdict', describeVerdict(job, verdict))
      await journal.finish()
    }
  } finally {
    await journal.close()
  }
  if (!verdict) return
  await removeDockerConfig(path.join(folder, 'docker-config'))
  finishBuild(job.id, { ...verdict, log: await measureLog(path.join(folder, 'log.ndjson')) })
}

type Run = { job: Job; folder: string; journal: Journal; stop: AbortSignal }

async function runToVerdict({ job, folder, journal, stop }: Run): Promise<Verdict | null> {
  if (!(await wasBegun(folder))) {
    if (isCancelRequested(job.id)) return { state: 'cancelled', diagnosis: null, published: null }
    const diagnosis = await beginBuild(job, folder)
    if (diagnosis) return { state: 'failed', diagnosis, published: null }
  }
  const status = await followToEnd({ job, folder, journal, stop })
  if (!status) return null
  return decideVerdict({ job, folder, status, journal, wasCancelled: isCancelRequested(job.id) })
}

async function followToEnd({ job, folder, journal, stop }: Run): Promise<RunStatus | null> {
  const canceller = createCanceller(job.id)
  while (!stop.aborted) {
    const status = await readRunStatus(folder)
    await journal.catchUp()
    if (status.state === 'running') canceller.tick(status.group)
    else if (status.state !== 'unborn' || (await isOverdue(folder))) {
      await journal.catchUp()
      return status
    }
    await sleep(tickMs, undefined, { signal: stop }).catch(() => {})
  }
  return null
}

/** Asks a build to end when a person wants that, and makes it when it does not listen. */
function createCanceller(buildId: number) {
  let askedAt = 0
  return {
    tick(group: number) {
      if (askedAt === 0 && isCancelRequested(buildId)) {
        askedAt = Date.now()
        signalGroup(group, 'SIGTERM')
      } else if (askedAt > 0 && Date.now() - askedAt > graceMs) {
        signalGroup(group, 'SIGKILL')
      }
    },
  }
}

/** Started, but the wrapper never said so: a builder was killed in between, or the machine was. */
async function isOverdue(folder: string): Promise<boolean> {
  const { mtimeMs } = await stat(path.join(folder, 'begun'))
  return Date.now() - mtimeMs > graceMs
}

function describeVerdict(job: Job, { state, diagnosis, published }: Verdict): string {
  if (published) return `Pushed ${tagsOf(job)[0]}, digest ${published.digest}, confirmed by the registry.`
  return diagnosis ? `${diagnosis.summary} ${diagnosis.advice}` : `The build was ${state}.`
}
