/** Decides how a build ended, from its files and the registry's word. */
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Job, Outcome } from '#db/queries/build-queue.ts'
import { explainCircumstance } from '#lib/builds/circumstance.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { type Ended, type EndReason, judge } from '#lib/builds/judge.ts'
import { readPushedDigest, readText } from '#lib/engine/run-files.ts'
import { type Begun, tagsOf } from './begun.ts'
import { confirmPush } from './confirm.ts'
import { diagnoseBuild } from './diagnose-build.ts'
import { explainLimit, isOverflown } from './ending.ts'
import { explainFullDisk } from './full-disk.ts'
import { explainUnread, readInstalled } from './installed.ts'
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
  const manifest = await whileWanted(wanted, (signal) => readInstalled({ folder, begun, digest, signal }))
  if (!manifest && stop.aborted) return null
  const unread = explainUnread(manifest)
  if (unread) await writeNote(folder, 'manifest', unread)
  const [reference] = tagsOf(job, begun)
  return {
    state: 'succeeded',
    diagnosis: null,
    published: { reference, digest, packages: manifest?.packages ?? [], facts: confirmation.facts },
  }
}
