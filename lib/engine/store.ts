/** Asks the engine how it keeps images. */
import { z } from 'zod'
import { askSocket } from './socket.ts'

const info = z.object({ DriverStatus: z.array(z.array(z.string())).default([]) })

/** Whether the engine uses the containerd image store; false also where it cannot be asked this way. */
export async function hasContainerdStore(): Promise<boolean> {
  return (await readStore()) === 'containerd'
}

/** How the engine keeps images; null where it cannot be asked over a local socket. */
export async function readStore(): Promise<'containerd' | 'classic' | null> {
  try {
    const { DriverStatus } = info.parse(await askSocket('/info'))
    const isContainerd = DriverStatus.flat().some((text) => text.startsWith('io.containerd.snapshotter'))
    return isContainerd ? 'containerd' : 'classic'
  } catch {
    return null
  }
}
