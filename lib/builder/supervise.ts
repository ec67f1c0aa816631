/** Watches one build to its end. A builder that was killed and started again does exactly the same. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { finishBuild, isCancelRequested, isKnownBuild, type Job } from '#db/queries/build-queue.ts'
import { explainCircumstance } from '#lib/builds/circumstance.ts'
import { buildFolder } from '#lib/config.ts'
import { measureLog } from '#lib/logs/append.ts'
import { isCompressed } from '#lib/logs/compressed.ts'
import { logFile } from '#lib/logs/read.ts'
import { removeLogins } from '#lib/secrets/build-login.ts'
import { knownSecrets } from '#lib/secrets/known.ts'
import { type Beginning, beginBuild } from './begin.ts'
import { type Begun, readBegun } from './begun.ts'
import { clearDeleted } from './deleted.ts'
import { readEndReason } from './ending.ts'
import { followToEnd } from './follow.ts'
import { type Journal, openJournal, writeNote } from './journal.ts'
import { clearEngine } from './leftovers.ts'
import { cancelled, decideVerdict, failed, keepVerdict, readKeptVerdict, type Verdict } from './verdict.ts'
import { whileWanted } from './wanted.ts'

type Supervision = {
  job: Job
  stop: AbortSignal
  /** Is told before the verdict is recorded, and with it the engine has room again. */
  onVerdict: (verdict: Verdict) => void
}

/** Begins a build where no builder has yet, follows it and records its verdict; or leaves it when `stop` fires. */
export async function superviseBuild({ job, stop, onVerdict }: Supervision): Promise<void> {
  const folder = buildFolder(job.id)
  const begun = await readBegun(job, folder)
  if (await isRecordedAgain(job.id, folder)) return
  await mkdir(folder, { recursive: true })
  const journal = await openJournal(folder, knownSecrets(job.spec.pullSecretId))
  try {
    const verdict = await runToVerdict({ job, folder, begun, journal, stop })
    if (verdict) onVerdict(verdict)
    if (verdict) await endBuild({ job, folder, journal, verdict })
  } finally {
    await journal.close()
  }
  if (!stop.aborted) await clearAway(job.id, folder)
}

/** A build that an old backup of the database knows as running: it has ended long ago, and its log is compressed. */
async function isRecordedAgain(id: number, folder: string): Promise<boolean> {
  const file = logFile(id)
  const verdict = (await isCompressed(file)) ? await readKeptVerdict(folder) : null
  if (verdict) finishBuild(id, { ...verdict, log: await measureLog(file) })
  return verdict !== null
}

/** What the engine needs no more goes, and with an image that was deleted the folder, once nothing writes there. */
async function clearAway(id: number, folder: string): Promise<void> {
  if (isKnownBuild(id)) await clearEngine(folder)
  else await clearDeleted(folder)
}

/** Ends a build that this builder cannot handle, so that it does not wait for ever. */
export async function giveUpBuild(job: Job, message: string): Promise<void> {
  const folder = buildFolder(job.id)
  const journal = await openJournal(folder, knownSecrets(job.spec.pullSecretId))
  const diagnosis = explainCircumstance({ code: 'builder-fault', message })
  await endBuild({ job, folder, journal, verdict: failed(diagnosis) })
  await journal.close()
  await clearAway(job.id, folder)
}

type Run = { job: Job; folder: string; begun: Begun | null; journal: Journal; stop: AbortSignal }

async function runToVerdict({ job, folder, begun: earlier, journal, stop }: Run): Promise<Verdict | null> {
  const kept = await readKeptVerdict(folder)
  if (kept) return kept
  const beginning = earlier ? { begun: earlier } : await beginWanted(job, folder, stop)
  if (beginning === 'unwanted') return stop.aborted ? null : cancelled
  if ('diagnosis' in beginning) return failed(beginning.diagnosis)
  const { begun } = beginning
  const ended = await followToEnd({ job, folder, begun, journal, stop })
  if (!ended) return null
  return decideVerdict({ job, folder, begun, ended, journal, stop, endReason: await readEndReason(folder) })
}

/** Nothing runs yet that could be signalled: what is asked before is given up at once when nobody wants it. */
async function beginWanted(job: Job, folder: string, stop: AbortSignal): Promise<Beginning | 'unwanted'> {
  if (isCancelRequested(job.id)) return 'unwanted'
  return whileWanted({ buildId: job.id, stop }, async (signal) => {
    const beginning = await beginBuild(job, folder, signal)
    return signal.aborted ? 'unwanted' : beginning
  })
}

type End = { job: Job; folder: string; journal: Journal; verdict: Verdict }

async function endBuild({ job, folder, journal, verdict }: End): Promise<void> {
  await keepVerdict(folder, verdict)
  await writeNote(folder, 'verdict', describeVerdict(verdict))
  await journal.finish()
  await removeLogins(folder)
  finishBuild(job.id, { ...verdict, log: await measureLog(path.join(folder, 'log.ndjson')) })
  const seconds = Math.round((Date.now() - job.startedAt) / 1000)
  console.info('A build has ended.', { build: job.id, state: verdict.state, seconds })
}

function describeVerdict({ state, diagnosis, published }: Verdict): string {
  if (published)
    return `Pushed ${published.reference}, digest ${published.digest}, confirmed by the registry.`
  return diagnosis ? `${diagnosis.summary} ${diagnosis.advice}` : `The build was ${state}.`
}
