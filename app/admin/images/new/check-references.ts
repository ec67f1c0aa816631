import type { Viewer } from '#lib/access.ts'
import { tellInspection } from '#lib/builds/inspection-fault.ts'
import { readFacts } from '#lib/engine/facts.ts'
import type { ImageFacts, Registered } from '#lib/images/types.ts'
import { askRegistryFor, type Question, refuseReference } from '../ask-registry.ts'
import type { Faults } from './check.ts'

export type Asked = Question & { gpuReference: string | null }
/** What was found of one reference, or in a sentence why nothing was. */
export type Found = { facts: ImageFacts; fault: null } | { facts: null; fault: string }
export type Checked = { registered: Registered; faults: Faults }

/** For those who insist on a reference that cannot be looked up; not on one that is not for them. `opener`: see `openerFor`. */
export function unchecked(viewer: Viewer, asked: Asked, opener = viewer): Checked {
  const { reference, gpuReference } = asked
  const faults = faultsOf(
    findRefusal(viewer, asked, opener),
    gpuReference === null ? nothing : findRefusal(viewer, { ...asked, reference: gpuReference }, opener),
  )
  return { registered: registeredAs({ reference, gpuReference }, nothing, nothing), faults }
}

/** Looks both references up at once; what was found, and faults at their fields. `opener`: see `openerFor`. */
export async function checkReferences(viewer: Viewer, asked: Asked, opener = viewer): Promise<Checked> {
  const [main, gpu] = await lookUpBoth(viewer, asked, opener)
  return { registered: registeredAs(asked, main, gpu), faults: faultsOf(main, gpu) }
}

/** What is found of the Container Image URL and of the one for GPU; nothing of one that was not given. */
export function lookUpBoth(viewer: Viewer, { reference, gpuReference, ...rest }: Asked, opener: Viewer) {
  const look = (each: string) => lookUpFacts(viewer, { ...rest, reference: each }, opener)
  return Promise.all([look(reference), gpuReference === null ? nothing : look(gpuReference)])
}

/** What a registry says of one reference; 15 s at most. */
export async function lookUpFacts(viewer: Viewer, asked: Question, opener = viewer): Promise<Found> {
  const answer = await askRegistryFor(viewer, asked, opener, readFacts)
  return answer.ok
    ? { facts: answer.facts, fault: null }
    : { facts: null, fault: tellInspection(asked.reference, answer) }
}

function findRefusal(viewer: Viewer, asked: Question, opener: Viewer): Maybe {
  const refusal = refuseReference(viewer, asked, opener)
  return refusal ? { facts: null, fault: tellInspection(asked.reference, refusal) } : nothing
}

function faultsOf(main: Maybe, gpu: Maybe): Faults {
  return {
    ...(main.fault !== null && { reference: [main.fault] }),
    ...(gpu.fault !== null && { gpuReference: [gpu.fault] }),
  }
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
