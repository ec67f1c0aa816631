/** Words for a reference that could not be looked up, the same on the form and on the build page. */

import { explainBase } from './diagnosis/base.ts'
import { type RegistryFault, registryFault } from './diagnosis/registry-fault.ts'
import type { Diagnosis } from './diagnosis.ts'

export type ReferenceFault = 'missing' | 'unauthorised' | 'unreachable' | 'timeout' | 'invalid' | 'inside'

type Fault = { fault: ReferenceFault; message: string }

/** What `docker-buildx imagetools inspect` said on its standard error: texts of 0.13, and of newer ones as far as known. */
export function inspectionFault(stderr: string): Fault {
  const last = stderr.trim().split('\n').at(-1) ?? ''
  const message = last.replace(/^ERROR: /, '').slice(0, 300)
  const fault = registryFault(message) ?? 'unreachable'
  if (fault === 'invalid') return { fault, message: `Correct it. The engine’s client said: ${message}` }
  return { fault: kinds[fault] ?? 'unreachable', message: message || 'The registry could not be asked.' }
}

/** The others are about reaching it; their words tell more. */
const kinds: Partial<Record<RegistryFault, ReferenceFault>> = {
  denied: 'unauthorised',
  invalid: 'invalid',
  missing: 'missing',
  unauthorised: 'unauthorised',
}

/** `message` is what the registry or the parser said. */
export function explainInspection(reference: string, fault: ReferenceFault, message: string): Diagnosis {
  const told = fault === 'unreachable' ? registryFault(message) : null
  if (told !== null && told !== 'unreachable') return explainBase(reference, told, message)
  const host = reference.split('/')[0] ?? reference
  const words: Record<ReferenceFault, { summary: string; advice: string }> = {
    missing: {
      summary: `${reference} was not found in its registry.`,
      advice: 'Check the name and the tag.',
    },
    unauthorised: {
      summary: `${reference} needs credentials, or does not exist.`,
      advice: 'Choose an image pull secret that may read it, and check the name.',
    },
    unreachable: {
      summary: `The registry of ${reference} could not be reached.`,
      advice: `Check the host name “${host}” and that this machine can reach it. It said: ${message}`,
    },
    timeout: {
      summary: `The registry of ${reference} did not answer in time.`,
      advice: 'Try again; when it stays so, ask whoever runs that registry.',
    },
    inside: {
      summary: `The registry of ${reference} was not asked: it is inside the network of Slipway.`,
      advice: `Whoever runs Slipway can allow it: SLIPWAY_REGISTRY_HOSTS_ALLOWED=${host}`,
    },
    invalid: { summary: `${reference} cannot be used.`, advice: message },
  }
  return { ...words[fault], field: fault === 'unauthorised' ? 'pullSecret' : 'base', code: `base-${fault}` }
}

/** The same as one text, for a field. */
export function tellInspection(reference: string, { fault, message }: Fault): string {
  const { summary, advice } = explainInspection(reference, fault, message)
  return `${summary} ${advice}`
}
