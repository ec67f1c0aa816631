/** Runs a build as the builder does and keeps what the engine and the tools said. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeContext } from '#lib/builder/begin.ts'
import { buildContext, type PinnedBase } from '#lib/builds/context.ts'
import { createProgressReader } from '#lib/builds/progress.ts'
import { startBuild } from '#lib/engine/buildx.ts'
import { askImagetools, inspectImage, timeoutMs } from '#lib/engine/inspect.ts'
import { readRunStatus } from '#lib/engine/run-files.ts'
import { hasContainerdStore } from '#lib/engine/store.ts'
import { parseReference } from '#lib/images/reference.ts'
import { writeDockerConfig } from '#lib/secrets/docker-config.ts'
import { sampleBase } from '../support/builder.ts'
import type { Fixture } from '../support/failures.ts'
import type { Trial } from './scenario.ts'

const patienceMs = 300_000

/** What a fixture keeps of a trial, not yet freed from the names of this machine. */
export type Kept = Pick<Fixture, 'spec'> & (Pick<Fixture, 'build'> | Pick<Fixture, 'inspection'>)

export async function runTrial(trial: Trial): Promise<Kept> {
  const { apt = '', conda = '', pip = '', base = sampleBase(), logins = [] } = trial
  const spec = { base, apt, conda, pip }
  const folder = mkdtempSync(path.resolve('.test', 'failing-'))
  await writeDockerConfig(path.join(folder, 'docker-config'), logins)
  const pinned = trial.pinned ?? (trial.context ? unused : await lookUp(base, trial))
  if (!pinned) return { spec, inspection: await inspectionOf(folder, base) }
  const { pipIndexUrl, condaChannelAlias } = trial
  const context =
    trial.context ?? buildContext({ ...spec, pullSecretId: null }, pinned, { pipIndexUrl, condaChannelAlias })
  await writeContext(folder, context)
  await build(folder, trial)
  const outcome = outcomeOf(folder)
  if (outcome.exitCode === 0) throw new Error(`The build succeeded: ${folder}`)
  return { spec, build: outcome }
}

const unused: PinnedBase = { name: 'unused', digest: '', user: '', env: {} }

async function lookUp(base: string, { logins }: Trial): Promise<PinnedBase | null> {
  const inspection = await inspectImage(base, logins)
  const parsed = parseReference(base)
  if (!inspection.ok || !parsed.ok) return null
  const { registry, repository } = parsed.reference
  return { name: `${registry}/${repository}`, ...inspection.image }
}

async function inspectionOf(folder: string, base: string) {
  const config = path.join(folder, 'docker-config')
  const { stderr, timedOut } = await askImagetools(config, ['--format', '{{json .}}', '--', base], {
    limitMs: timeoutMs,
  })
  return timedOut ? { timedOut: true as const } : { stderr: String(stderr) }
}

async function build(folder: string, trial: Trial): Promise<void> {
  const dockerHost = trial.dockerHost ?? process.env.DOCKER_HOST ?? ''
  const pushTo =
    trial.pushTo ?? `${process.env.SLIPWAY_REGISTRY}/failing/${path.basename(folder).toLowerCase()}`
  mkdirSync(folder, { recursive: true })
  startBuild({
    folder,
    buildId: 1,
    isFresh: false,
    tags: [`${pushTo}:${trial.tag ?? '1'}`],
    hasContainerdStore: await hasContainerdStore({ kind: 'docker', host: dockerHost, certificates: null }),
    engine: { DOCKER_HOST: dockerHost, BUILDX_BUILDER: 'default' },
  })
  const until = Date.now() + patienceMs
  let { when } = trial
  while ((await readRunStatus(folder)).state !== 'exit') {
    if (Date.now() > until) {
      stopBuild(folder)
      throw new Error(`The build did not end: ${folder}`)
    }
    if (when && shows(folder, when.shows)) {
      await when.act(folder)
      when = undefined
    }
    await sleep(20)
  }
}

/** As an administrator would on the engine's machine: the client of the build is asked to end. */
export function stopBuild(folder: string): void {
  const { wrapper } = JSON.parse(readFileSync(path.join(folder, 'pid.json'), 'utf8')) as { wrapper: number }
  process.kill(-wrapper, 'SIGTERM')
}

function shows(folder: string, text: string): boolean {
  if (!existsSync(path.join(folder, 'progress'))) return false
  const { records, reader } = replay(folder)
  return (
    records.some((record) => record.text.includes(text)) ||
    reader.steps().some((step) => step.state === 'running' && step.name.includes(text))
  )
}

function outcomeOf(folder: string): NonNullable<Fixture['build']> {
  const { records, reader } = replay(folder)
  const step = reader.failedStep()
  const log = records.filter((record) => step === null || record.step === step.id).map(({ text }) => text)
  const exitCode = Number(readFileSync(path.join(folder, 'exit'), 'utf8'))
  return {
    step: step && { name: step.name, error: step.error ?? '' },
    error: reader.finalError(),
    exitCode,
    log: log.slice(-60),
  }
}

function replay(folder: string) {
  const reader = createProgressReader()
  const records = [...reader.feed(readFileSync(path.join(folder, 'progress'))), ...reader.end()]
  return { records, reader }
}
