/** What the builder reports about the engine and the registry that it works with, and what is worth saying about it. */
import { z } from 'zod'
import { explainEngineFault } from './engine-fault.ts'

const name = z.string().nullable()
const amount = z.number().nonnegative().nullable()

/** What was taken out of an engine’s build cache the last time that it had outgrown its bound. */
const cacheTrim = z.object({
  at: z.number(),
  /** The bound. */
  keptBytes: z.number(),
  freedBytes: amount,
  /** Why nothing was, as the engine's client said. */
  fault: name,
})

export const engineReport = z.object({
  checkedAt: z.number(),
  isReachable: z.boolean(),
  /** Why it is not, as the engine's client said. */
  fault: name,
  /** The buildx driver: `docker`, `docker-container`, `kubernetes`, `remote`. */
  driver: name,
  endpoint: name,
  engineVersion: name,
  buildkitVersion: name,
  buildxVersion: name,
  store: z.enum(['containerd', 'classic']).nullable(),
  platforms: z.array(z.string()),
  /** Bytes. */
  imageBytes: amount,
  cacheBytes: amount,
  freeBytes: amount,
  totalBytes: amount,
  buildsAtOnce: z.number(),
  trim: cacheTrim.nullish(),
})

export const registryReport = z.object({
  checkedAt: z.number(),
  registry: z.string(),
  prefix: z.string(),
  username: z.string(),
  ok: z.boolean(),
  /** What is wrong, in a sentence. */
  fault: name,
})

export type EngineReport = z.output<typeof engineReport>
export type RegistryReport = z.output<typeof registryReport>
export type CacheTrim = z.output<typeof cacheTrim>
export type EngineWarning = { tone: 'danger' | 'warning' | 'info'; title: string; text: string }

/** The builder reports every 30 seconds; after this long it is not running. */
export const reportLifetimeMs = 100_000

/** From 0.28.1 on, CVE-2026-33747 is fixed. */
const safeBuildkit = [0, 28, 1]
const littleSpace = 10e9

/** What an administrator should know, the worst first. Null stands for a builder that never reported. */
export function engineWarnings(report: EngineReport | null, now: number): EngineWarning[] {
  if (!report || now - report.checkedAt > reportLifetimeMs) return [silence]
  if (!report.isReachable) return [unreachable(report)]
  const warnings: (EngineWarning | false)[] = [
    report.freeBytes !== null && report.freeBytes < littleSpace && spaceWarning,
    !isSafeBuildkit(report.buildkitVersion) && buildkitWarning(report.buildkitVersion),
    report.store === 'classic' && storeWarning,
  ]
  return warnings.filter((warning) => warning !== false)
}

/** Whether the report is fresh and the engine answered. */
export function isEngineReady(report: EngineReport | null, now: number): boolean {
  return report?.isReachable === true && now - report.checkedAt <= reportLifetimeMs
}

/** `v0.28.1`, `0.30.0-rc1` → known and new enough. Distributions say `v0.0.0+unknown`. */
export function isSafeBuildkit(version: string | null): boolean {
  const parts = version
    ?.match(/^v?(\d+)\.(\d+)\.(\d+)/)
    ?.slice(1)
    .map(Number)
  if (!parts) return false
  for (const [index, least] of safeBuildkit.entries()) {
    const part = parts[index] ?? 0
    if (part !== least) return part > least
  }
  return true
}

/** A version to show; null where the engine does not tell it. */
export function knownVersion(version: string | null): string | null {
  return version && !/^v?0\.0\.0\b/.test(version) ? version.replace(/^v/, '') : null
}

function buildkitWarning(version: string | null): EngineWarning {
  const known = knownVersion(version)
  return {
    tone: 'info',
    title: known ? `BuildKit ${known} is older than 0.28.1` : 'The engine does not tell its BuildKit version',
    text:
      `${known ? 'Versions' : 'If it is'} before 0.28.1${known ? ' have' : ', it has'} a flaw (CVE-2026-33747) by which an untrusted build frontend, named in a “# syntax” line, can write outside of its place on the engine’s machine. ` +
      'Builds of Slipway do not touch it: their Dockerfile is made by Slipway, has no “# syntax” line and no text from a form. If others build on the same engine, update it.',
  }
}

function unreachable({ fault }: EngineReport): EngineWarning {
  return {
    tone: 'danger',
    title: 'The engine does not answer',
    text: `No build goes there until it does. ${explainEngineFault(fault)}`,
  }
}

const silence: EngineWarning = {
  tone: 'danger',
  title: 'The builder is not running',
  text: 'Nothing has been heard of it for more than a minute, and queued builds wait. Start it: npm start runs it together with the pages.',
}

const spaceWarning: EngineWarning = {
  tone: 'warning',
  title: 'Less than 10 GB are free',
  text: 'Builds fail when the disk of the data folder is full. Make room, or move the folder to a larger disk.',
}

const storeWarning: EngineWarning = {
  tone: 'info',
  title: 'The engine keeps images in its classic store',
  text: 'Everything works, but pushes take longer than with the containerd image store.',
}
