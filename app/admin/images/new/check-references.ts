import type { Viewer } from '#lib/access.ts'
import { type Faults, lookUp } from './check.ts'

type Asked = { reference: string; gpuReference: string | null; pullSecretId: number | null }
export type Checked = { digest: string | null; gpuDigest: string | null; faults: Faults }

/** For those who insist on a reference that cannot be looked up. */
export const unchecked: Checked = { digest: null, gpuDigest: null, faults: {} }

/** Looks both references up; their digests, or faults at their fields. */
export async function checkReferences(
  viewer: Viewer,
  { reference, gpuReference, pullSecretId }: Asked,
): Promise<Checked> {
  const [main, gpu] = await Promise.all([
    lookUp(viewer, { reference, pullSecretId }),
    gpuReference === null ? null : lookUp(viewer, { reference: gpuReference, pullSecretId }),
  ])
  const faults: Faults = {}
  if ('fault' in main) faults.reference = [main.fault]
  if (gpu && 'fault' in gpu) faults.gpuReference = [gpu.fault]
  return { digest: digestIn(main), gpuDigest: gpu && digestIn(gpu), faults }
}

function digestIn(found: Awaited<ReturnType<typeof lookUp>>): string | null {
  return 'digest' in found ? found.digest : null
}
