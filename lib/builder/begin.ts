/** From a claimed build to one that can be started: look at the base, write the context and the credentials. */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Job, recordBase } from '#db/queries/build-queue.ts'
import { engineName } from '#db/queries/engine-names.ts'
import { saveAnswer } from '#db/queries/source-checks.ts'
import { systemViewer } from '#lib/access.ts'
import { explainCircumstance } from '#lib/builds/circumstance.ts'
import { type BuildContext, UnusableBase } from '#lib/builds/context.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { explainInspection } from '#lib/builds/inspection-fault.ts'
import { explainTriggers } from '#lib/builds/unagreed-triggers.ts'
import { EngineUnusable, engineAddress } from '#lib/engine/added.ts'
import type { EngineAddress } from '#lib/engine/address.ts'
import { contextOf } from '#lib/engine/build-context.ts'
import { connectEngine } from '#lib/engine/connect.ts'
import { notThere } from '#lib/engine/inspect.ts'
import { inspectBase } from '#lib/engine/inspect-base.ts'
import { hasContainerdStore } from '#lib/engine/store.ts'
import { parseReference, trackedReference } from '#lib/images/reference.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import { type RegistryLogin, writeDockerConfig } from '#lib/secrets/docker-config.ts'
import { buildLogins, ownersLogins } from '#lib/secrets/logins.ts'
import { pushRegistry } from '#lib/settings.ts'
import { type Begun, identityOf, writeBegun } from './begun.ts'
import { writeNote } from './journal.ts'

export type Beginning = { begun: Begun } | { diagnosis: Diagnosis }

/** Prepares a build's folder and records that it has begun; or says why it cannot. `signal` cuts waiting short. */
export async function beginBuild(job: Job, folder: string, signal: AbortSignal): Promise<Beginning> {
  const { registry: target, prefix } = pushRegistry()
  const logins = openLogins(job)
  if ('code' in logins) return { diagnosis: logins }
  const address = openEngine(job)
  if ('code' in address) return { diagnosis: address }
  const { base } = job.spec
  const parsed = parseReference(base)
  if (!parsed.ok) return { diagnosis: explainInspection(base, 'invalid', parsed.reason) }
  const askedAt = Date.now()
  const inspection = await inspectBase(base, logins.pull, signal)
  if (!inspection.ok) return { diagnosis: explainInspection(base, inspection.fault, inspection.message) }
  const unagreed = explainTriggers(job.spec, inspection.image.triggers)
  if (unagreed) return { diagnosis: unagreed }
  const { digest } = inspection.image
  try {
    await writeContext(folder, contextOf(job, inspection.image))
  } catch (error) {
    if (error instanceof UnusableBase) return { diagnosis: explainInspection(base, 'invalid', error.message) }
    throw error
  }
  recordBase(job.id, digest)
  // Good to know for every other image of the group on this base too.
  if (trackedReference(base) === base) {
    const { ownerGroupId, spec } = job
    const source = { reference: base, pullSecretId: spec.pullSecretId, ownerGroupId }
    saveAnswer(source, { digest, fault: null }, askedAt)
  }
  const dockerConfig = dockerConfigOf(folder)
  await writeDockerConfig(dockerConfig, logins.build)
  const engine = await connectEngine(dockerConfig, address)
  const ranOn = engineName(job.engineId)
  if (ranOn) await writeNote(folder, 'engine', `This build runs on “${ranOn}”.`)
  await writeNote(folder, `base ${digest}`, `Base image ${base} is ${digest}.`)
  const begun: Begun = {
    identity: identityOf(job),
    repository: `${target}/${prefix}/${job.imageName}`,
    hasContainerdStore: await hasContainerdStore(address, signal),
    engine,
    number: job.number,
    engineId: job.engineId,
  }
  await writeBegun(folder, begun)
  return { begun }
}

/** What is not for those whose image it is counts as not there, as in their forms. */
function openLogins({
  spec,
  ownerGroupId,
}: Job): { pull: RegistryLogin[]; build: RegistryLogin[] } | Diagnosis {
  const { base: reference, pullSecretId } = spec
  try {
    const pull = ownersLogins({ reference, pullSecretId, ownerGroupId })
    if (!pull) return explainInspection(reference, notThere.fault, notThere.message)
    return { pull, build: buildLogins(systemViewer, pullSecretId) }
  } catch {
    // It was sealed with another SLIPWAY_SECRET.
    return explainCircumstance({ code: 'pull-secret-unreadable' })
  }
}

function openEngine({ engineId }: Job): EngineAddress | Diagnosis {
  try {
    return engineAddress(engineId)
  } catch (error) {
    if (!(error instanceof EngineUnusable)) throw error
    return explainCircumstance({ code: 'engine-unusable', message: error.message })
  }
}

/**
 * Writes a build context into `context/` of a folder, or another place in it. Its modes are part of what the engine
 * compares with its cache, and never depend on who writes.
 */
export async function writeContext(folder: string, context: BuildContext, name = 'context'): Promise<void> {
  const target = path.join(folder, name)
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  await chmod(target, 0o755)
  for (const [file, text] of Object.entries(context)) {
    const written = path.join(target, file)
    await writeFile(written, text)
    await chmod(written, 0o644)
  }
}
