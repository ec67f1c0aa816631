import type { Viewer } from '#lib/access.ts'
import { explainInspection } from '#lib/builds/inspection-fault.ts'
import { readFacts } from '#lib/engine/facts.ts'
import type { ImageFacts, Registered } from '#lib/images/types.ts'
import { askRegistryFor } from '../ask-registry.ts'
import type { Faults } from './check.ts'

export type Asked = { reference: string; gpuReference: string | null; pullSecretId: number | null }
/** What was found of one reference, or in a sentence why nothing was. */
export type Found = { facts: ImageFacts; fault: null } | { facts: null; fault: string }
export type Checked = { registered: Registered; faults: Faults }

/** For those who insist on a reference that cannot be looked up. */
export function unchecked({ reference, gpuReference }: Asked): Checked {
  return { registered: registeredAs({ reference, gpuReference }, nothing, nothing), faults: {} }
}

/** Looks both references up at once; what was found, and faults at their fields. `opener`: see `openerFor`. */
export async function checkReferences(viewer: Viewer, asked: Asked, opener = viewer): Promise<Checked> {
  const [main, gpu] = await lookUpBoth(viewer, asked, opener)
  const faults: Faults = {}
  if (main.fault !== null) faults.reference = [main.fault]
  if (gpu.fault !== null) faults.gpuReference = [gpu.fault]
  return { registered: registeredAs(asked, main, gpu), faults }
}

/** What is found of the Container Image URL and of the one for GPU; nothing of one that was not given. */
export function lookUpBoth(viewer: Viewer, { reference, gpuReference, pullSecretId }: Asked, opener: Viewer) {
  const look = (each: string) => lookUpFacts(viewer, { reference: each, pullSecretId }, opener)
  return Promise.all([look(reference), gpuReference === null ? nothing : look(gpuReference)])
}

/** What a registry says of one reference; 15 s at most. */
export async function lookUpFacts(
  viewer: Viewer,
  asked: { reference: string; pullSecretId: number | null },
  opener = viewer,
): Promise<Found> {
  const answer = await askRegistryFor(viewer, asked, opener, readFacts)
  if (answer.ok) return { facts: answer.facts, fault: null }
  const { summary, advice } = explainInspection(asked.reference, answer.fault, answer.message)
  return { facts: null, fault: `${summary} ${advice}` }
}

const nothing = { facts: null, fault: null }
type Maybe = Found | typeof nothing

function registeredAs(
  { reference, gpuReference }: Pick<Asked, 'reference' | 'gpuReference'>,
  { facts, fault }: Maybe,
  { facts: gpuFacts }: Maybe,
): Registered {
  const digests = { digest: facts?.digest ?? null, gpuDigest: gpuFacts?.digest ?? null }
  return { reference, gpuReference, ...digests, facts, gpuFacts, fault }
}
