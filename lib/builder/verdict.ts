/** Decides how a build ended, from its files and the registry's word. */
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Job, Outcome } from '#db/queries/build-queue.ts'
import { type Diagnosis, diagnose } from '#lib/builds/diagnosis.ts'
import { readManifest } from '#lib/builds/manifest.ts'
import { phaseOf } from '#lib/builds/phase.ts'
import { exportManifest } from '#lib/engine/buildx.ts'
import { inspectImage } from '#lib/engine/inspect.ts'
import { type RunStatus, readPushedDigest } from '#lib/engine/run-files.ts'
import type { InstalledPackage } from '#lib/images/types.ts'
import { readLogTail } from '#lib/logs/read.ts'
import { loginsFor, repositoryOf, tagsOf } from './begin.ts'
import type { Journal } from './journal.ts'

export type Verdict = Omit<Outcome, 'log'>

/** `wasCancelled`: a person asked for the end before it came. */
export type Ending = { job: Job; folder: string; status: RunStatus; wasCancelled: boolean; journal: Journal }

/** A pushed image that the registry confirms is a success, whatever else happened; everything else is not. */
export async function decideVerdict(ending: Ending): Promise<Verdict> {
  const { status, folder, wasCancelled } = ending
  const digest = await readPushedDigest(folder)
  const hasPushed =
    digest !== null && (status.state === 'gone' || (status.state === 'exit' && status.code === 0))
  if (hasPushed) return confirmSuccess(ending, digest)
  if (wasCancelled) return { state: 'cancelled', diagnosis: null, published: null }
  if (status.state !== 'exit') return { state: 'interrupted', diagnosis: interrupted, published: null }
  return { state: 'failed', diagnosis: await diagnoseFailure(ending, status.code), published: null }
}

async function confirmSuccess({ job, folder }: Ending, digest: string): Promise<Verdict> {
  const confirmed = await inspectImage(`${repositoryOf(job)}@${digest}`, loginsFor(job))
  if (!confirmed.ok)
    return { state: 'failed', diagnosis: unconfirmed(digest, confirmed.message), published: null }
  const [reference] = tagsOf(job)
  const packages = await installedPackages(folder)
  return { state: 'succeeded', diagnosis: null, published: { reference, digest, packages } }
}

async function diagnoseFailure({ job, journal }: Ending, exitCode: number): Promise<Diagnosis> {
  const step = journal.failedStep()
  const { records } = await readLogTail(job.id, 1024 * 1024)
  const log = records
    .filter((record) => step === null || record.step === step.id)
    .map((record) => record.text)
  const error = [journal.finalError(), step?.error ?? ''].filter(Boolean).join('\n')
  return diagnose({ spec: job.spec, phase: phaseOf(step, error), log: log.slice(-2_000), error, exitCode })
}

async function installedPackages(folder: string): Promise<InstalledPackage[]> {
  const target = path.join(folder, 'manifest')
  await rm(target, { recursive: true, force: true })
  if (!(await exportManifest(folder, target))) return []
  const read = (name: string) => readFile(path.join(target, name), 'utf8').catch(() => undefined)
  const [apt, conda, pip] = await Promise.all(['apt.tsv', 'conda.json', 'pip.json'].map(read))
  return readManifest({ 'apt.tsv': apt, 'conda.json': conda, 'pip.json': pip })
}

const interrupted: Diagnosis = {
  summary: 'The build was interrupted: its process ended without a result.',
  advice: 'The machine or the engine was stopped while it ran. Rebuild the image.',
  code: 'interrupted',
}

function unconfirmed(digest: string, message: string): Diagnosis {
  return {
    summary: `The engine reported a push, but the registry does not have ${digest}.`,
    advice: `Check the registry, then rebuild. It said: ${message}`,
    code: 'push-unconfirmed',
  }
}
