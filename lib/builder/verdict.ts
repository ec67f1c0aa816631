/** Decides how a build ended, from its files and the registry's word. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Job, Outcome } from '#db/queries/build-queue.ts'
import { explainCircumstance } from '#lib/builds/circumstance.ts'
import { manifestContext } from '#lib/builds/context.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { type Ended, type EndReason, judge } from '#lib/builds/judge.ts'
import { readManifest } from '#lib/builds/manifest.ts'
import { exportManifest } from '#lib/engine/buildx.ts'
import { readPushedDigest, readText } from '#lib/engine/run-files.ts'
import type { InstalledPackage } from '#lib/images/types.ts'
import { writeContext } from './begin.ts'
import { type Begun, tagsOf } from './begun.ts'
import { confirmPush } from './confirm.ts'
import { diagnoseBuild } from './diagnose-build.ts'
import { explainLimit, isOverflown } from './ending.ts'
import { explainFullDisk } from './full-disk.ts'
import { type Journal, writeNote } from './journal.ts'
import { whileWanted } from './wanted.ts'

export type Verdict = Omit<Outcome, 'log'>

/** `endReason`: why we told it to end, if we did. */
export type Ending = {
  job: Job
  folder: string
  begun: Begun
  ended: Ended
  endReason: EndReason | null
  journal: Journal
  stop: AbortSignal
}

/** What was pushed before somebody cancelled is a success where the registry says so soon. */
const lateCancelMs = 10_000

/**
 * A pushed image that the registry confirms is a success, whatever else happened; everything else is not.
 * Null when this builder was told to end before it knew.
 */
export async function decideVerdict(ending: Ending): Promise<Verdict | null> {
  const { ended, folder, journal } = ending
  const digest = await readPushedDigest(folder)
  // Where no builder watched, the system stopped what printed too much.
  const endReason = ending.endReason ?? (isOverflown(await journal.size()) ? 'output' : null)
  const judgement = judge({ ended, digest, endReason })
  if (typeof judgement === 'object') return confirmSuccess(ending, judgement.pushed)
  if (judgement === 'cancelled') return cancelled
  if (judgement === 'interrupted') {
    const diagnosis = (await explainFullDisk(folder, null)) ?? explainCircumstance({ code: 'interrupted' })
    return { state: 'interrupted', diagnosis, published: null }
  }
  if (judgement !== 'failed') return failed(explainLimit(judgement))
  const said = await diagnoseBuild({ ...ending, exitCode: ended.state === 'exit' ? ended.code : 1 })
  return failed((await explainFullDisk(folder, said)) ?? said)
}

/** A verdict that is written down is final: a builder that dies now is followed by one that says the same. */
export async function keepVerdict(folder: string, verdict: Verdict): Promise<void> {
  const file = path.join(folder, 'verdict.json')
  await writeFile(`${file}.tmp`, JSON.stringify(verdict))
  await rename(`${file}.tmp`, file)
}

/** The verdict that an earlier builder wrote down, if it came so far. */
export async function readKeptVerdict(folder: string): Promise<Verdict | null> {
  const text = await readText(path.join(folder, 'verdict.json'))
  return text === null ? null : (JSON.parse(text) as Verdict)
}

export const cancelled: Verdict = { state: 'cancelled', diagnosis: null, published: null }

export function failed(diagnosis: Diagnosis): Verdict {
  return { state: 'failed', diagnosis, published: null }
}

async function confirmSuccess(ending: Ending, digest: string): Promise<Verdict | null> {
  const { job, folder, begun, stop } = ending
  const { repository } = begun
  const wanted = { buildId: job.id, stop, graceMs: lateCancelMs }
  const confirmation = await whileWanted(wanted, (signal) =>
    confirmPush({ folder, repository, digest, signal }),
  )
  if (confirmation === 'stopped') return stop.aborted ? null : cancelled
  if ('fault' in confirmation) return failed(confirmation.fault)
  const packages = await installedPackages(folder, begun, digest)
  if (packages.length === 0)
    await writeNote(folder, 'manifest', 'What is installed in the image could not be read.')
  const [reference] = tagsOf(job, begun)
  return {
    state: 'succeeded',
    diagnosis: null,
    published: { reference, digest, packages, facts: confirmation.facts },
  }
}

/** Asks the pushed image itself, by its digest, so that it cannot be another installation. */
async function installedPackages(
  folder: string,
  { repository, engine }: Begun,
  digest: string,
): Promise<InstalledPackage[]> {
  const target = path.join(folder, 'manifest')
  await rm(target, { recursive: true, force: true })
  await writeContext(folder, manifestContext(repository, digest), 'manifest-context')
  if (!(await exportManifest({ folder, target, engine }))) return []
  const read = (file: string) => readFile(path.join(target, file), 'utf8').catch(() => undefined)
  const [apt, conda, pip] = await Promise.all(['apt.tsv', 'conda.json', 'pip.json'].map(read))
  return readManifest({ 'apt.tsv': apt, 'conda.json': conda, 'pip.json': pip })
}
