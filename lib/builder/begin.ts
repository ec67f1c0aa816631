/** From a claimed build to a running buildx: look at the base, write the context, start. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Job, recordBase } from '#db/queries/build-queue.ts'
import { systemViewer } from '#lib/access.ts'
import { type BuildContext, buildContext, UnusableBase } from '#lib/builds/context.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { explainInspection } from '#lib/builds/inspection-fault.ts'
import { config } from '#lib/config.ts'
import { startBuild } from '#lib/engine/buildx.ts'
import { inspectImage } from '#lib/engine/inspect.ts'
import { readText } from '#lib/engine/run-files.ts'
import { hasContainerdStore } from '#lib/engine/store.ts'
import { parseReference } from '#lib/images/reference.ts'
import { type RegistryLogin, writeDockerConfig } from '#lib/secrets/docker-config.ts'
import { openPullSecret } from '#lib/secrets/pull-secret.ts'
import { writeNote } from './journal.ts'

/** Whether a build was handed to the engine, by this process or an earlier one. */
export async function wasBegun(folder: string): Promise<boolean> {
  return (await readText(path.join(folder, 'begun'))) !== null
}

/** Begins a build. Returns why it could not, or null once buildx was started. */
export async function beginBuild(job: Job, folder: string): Promise<Diagnosis | null> {
  const logins = loginsFor(job)
  const { base } = job.spec
  const parsed = parseReference(base)
  if (!parsed.ok) return explainInspection(base, 'invalid', parsed.reason)
  const inspection = await inspectImage(base, logins)
  if (!inspection.ok) return explainInspection(base, inspection.fault, inspection.message)
  const { digest } = inspection.image
  recordBase(job.id, digest)
  const { registry, repository } = parsed.reference
  try {
    const pinned = { name: `${registry}/${repository}`, ...inspection.image }
    const { SLIPWAY_PIP_INDEX_URL: pipIndexUrl, SLIPWAY_CONDA_CHANNEL_ALIAS: condaChannelAlias } = config()
    const context = buildContext(job.spec, pinned, { pipIndexUrl, condaChannelAlias })
    await writeContext(folder, context)
  } catch (error) {
    if (error instanceof UnusableBase) return explainInspection(base, 'invalid', error.message)
    throw error
  }
  await writeDockerConfig(path.join(folder, 'docker-config'), logins)
  await writeNote(folder, 'base', `Base image ${base} is ${digest}.`)
  await writeFile(path.join(folder, 'begun'), '')
  const tags = tagsOf(job)
  startBuild({ folder, buildId: job.id, tags, hasContainerdStore: await hasContainerdStore() })
  return null
}

/** Where a build is pushed: its number, and `latest`. */
export function tagsOf(job: Job): [numbered: string, latest: string] {
  const repository = repositoryOf(job)
  return [`${repository}:${job.number}`, `${repository}:latest`]
}

/** `registry/prefix/image-name`. */
export function repositoryOf(job: Job): string {
  const { SLIPWAY_REGISTRY, SLIPWAY_REGISTRY_PREFIX } = config()
  return `${SLIPWAY_REGISTRY}/${SLIPWAY_REGISTRY_PREFIX}/${job.imageName}`
}

/** Credentials to pull the base and to push the result. */
export function loginsFor(job: Job): RegistryLogin[] {
  const { SLIPWAY_REGISTRY, SLIPWAY_REGISTRY_USERNAME, SLIPWAY_REGISTRY_PASSWORD } = config()
  const push = {
    registry: SLIPWAY_REGISTRY,
    username: SLIPWAY_REGISTRY_USERNAME,
    password: SLIPWAY_REGISTRY_PASSWORD,
  }
  const pull = job.spec.pullSecretId === null ? null : openPullSecret(systemViewer, job.spec.pullSecretId)
  return pull ? [push, pull] : [push]
}

async function writeContext(folder: string, context: BuildContext): Promise<void> {
  const target = path.join(folder, 'context')
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  await Promise.all(Object.entries(context).map(([name, text]) => writeFile(path.join(target, name), text)))
}
