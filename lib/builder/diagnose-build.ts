/** Diagnoses a build that failed, from its log and with what the catalogue knows. */
import type { Job } from '#db/queries/build-queue.ts'
import { listPackagesLike } from '#db/queries/known-packages.ts'
import { type Failure, failureOf } from '#lib/builds/diagnosis/failure.ts'
import { namesInDoubt } from '#lib/builds/diagnosis/near.ts'
import { type Diagnosis, diagnose } from '#lib/builds/diagnosis.ts'
import { readLogTail } from '#lib/logs/read.ts'
import type { Journal } from './journal.ts'

type Failed = { job: Job; journal: Journal; exitCode: number }

export async function diagnoseBuild({ job, journal, exitCode }: Failed): Promise<Diagnosis> {
  const step = journal.failedStep()
  const { records } = await readLogTail(job.id, 1024 * 1024)
  const log = [...records, ...journal.heldBack()]
    .filter((record) => step === null || record.step === step.id)
    .map((record) => record.text)
    .slice(-2_000)
  const failure = failureOf({ spec: job.spec, step, error: journal.finalError(), log, exitCode })
  return withKnownNames(failure, job.ownerGroupId)
}

/** The catalogue is asked only where a name is unknown. */
function withKnownNames(failure: Failure, ownerGroupId: number | null): Diagnosis {
  const diagnosis = diagnose(failure)
  const doubt = namesInDoubt(failure.spec, diagnosis)
  if (!doubt) return diagnosis
  const known = { [doubt.manager]: listPackagesLike(doubt.names, doubt.manager, ownerGroupId) }
  return diagnose({ ...failure, known })
}
