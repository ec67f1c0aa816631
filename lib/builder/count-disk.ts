/** Counts what an engine takes on its disk, and trims its build cache where that has outgrown its bound. */
import { listEngineBuilds } from '#db/queries/engines.ts'
import { systemViewer } from '#lib/access.ts'
import type { CacheTrim, EngineReport } from '#lib/builds/engine-report.ts'
import { type DiskUse, readDiskUse } from '#lib/engine/disk-use.ts'
import { trimCache } from '#lib/engine/trim-cache.ts'
import { housekeeping } from '#lib/settings.ts'
import type { KnownEngine } from './known-engines.ts'

const gigabyte = 1e9

/** `trim`: what was trimmed last; null where nothing was. */
export type DiskState = DiskUse & { trim: CacheTrim | null }

/** What its images and its cache take now. A builder that its first build will start is not woken for it. */
export async function countDisk(
  { id, openAddress }: KnownEngine,
  { driver, buildkitVersion }: EngineReport,
  signal: AbortSignal,
): Promise<DiskState | null> {
  const isAwake = driver === 'docker' || buildkitVersion !== null
  if (!isAwake) return null
  const disk = await readDiskUse(openAddress(), signal)
  const keptBytes = housekeeping().cacheGigabytes * gigabyte
  const running = listEngineBuilds(systemViewer, id).length
  if (!isTrimDue({ cacheBytes: disk.cacheBytes, keptBytes, running })) return { ...disk, trim: null }
  const trim = { at: Date.now(), keptBytes, ...(await trimCache(openAddress(), keptBytes, signal)) }
  return { ...(await readDiskUse(openAddress(), signal)), trim }
}

type Cache = { cacheBytes: number | null; keptBytes: number; running: number }

/** Builds that run would lose what they are about to use, so they are waited for, up to twice the bound. */
export function isTrimDue({ cacheBytes, keptBytes, running }: Cache): boolean {
  if (keptBytes === 0 || cacheBytes === null) return false
  return cacheBytes > (running === 0 ? keptBytes : 2 * keptBytes)
}
