/** How much room an engine takes. */
import { z } from 'zod'
import type { EngineAddress } from './address.ts'
import { askEngine } from './ask.ts'
import { withBuildx } from './status.ts'

/** Bytes; null where it is not told. */
export type DiskUse = { imageBytes: number | null; cacheBytes: number | null }

const usage = z.object({
  LayersSize: z.number().nonnegative(),
  BuildCache: z.array(z.object({ Size: z.number(), Shared: z.boolean().default(false) })).nullable(),
})
const units: Record<string, number> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }

/** Bytes of images and of build cache in an engine. Slow on a full one. Never throws for what the engine does. */
export async function readDiskUse(address: EngineAddress, signal: AbortSignal): Promise<DiskUse> {
  if (address.kind === 'builder') return { imageBytes: null, cacheBytes: await readCache(address, signal) }
  try {
    const told = await askEngine(address, '/system/df', { timeoutMs: 60_000, signal })
    const { LayersSize, BuildCache } = usage.parse(told)
    const own = (BuildCache ?? []).filter((entry) => !entry.Shared)
    return { imageBytes: LayersSize, cacheBytes: own.reduce((sum, entry) => sum + entry.Size, 0) }
  } catch {
    return { imageBytes: null, cacheBytes: null }
  }
}

/** A builder has no images, only a cache. */
async function readCache(address: EngineAddress, signal: AbortSignal): Promise<number | null> {
  const { ok, output } = await withBuildx({ address, signal }, (ask) => ask('du'))
  return ok ? readTotal(output) : null
}

/** The end of what `docker-buildx du` and `prune` print: `Total:  70.31MB`. */
export function readTotal(text: string): number | null {
  const [, amount, unit = ''] = /^Total:\s*([\d.]+)\s*([kMGT]?B)\s*$/m.exec(text) ?? []
  return amount === undefined ? null : Number(amount) * (units[unit] ?? 1)
}
