/** Asks an engine how it keeps images. */
import { z } from 'zod'
import type { EngineAddress } from './address.ts'
import { askEngine } from './ask.ts'

const info = z.object({ DriverStatus: z.array(z.array(z.string())).default([]) })

/** Whether an engine uses the containerd image store; false also where it cannot be asked. */
export async function hasContainerdStore(address: EngineAddress, signal?: AbortSignal): Promise<boolean> {
  return (await readStore(address, signal)) === 'containerd'
}

/** How an engine keeps images; null where it cannot be asked. */
export async function readStore(
  address: EngineAddress,
  signal?: AbortSignal,
): Promise<'containerd' | 'classic' | null> {
  try {
    const { DriverStatus } = info.parse(await askEngine(address, '/info', { signal }))
    const isContainerd = DriverStatus.flat().some((text) => text.startsWith('io.containerd.snapshotter'))
    return isContainerd ? 'containerd' : 'classic'
  } catch {
    return null
  }
}
