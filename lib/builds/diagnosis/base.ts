/** The base image: whether its registry gives it out, and whether anything can be built upon it. */
import type { Diagnosis } from '../diagnosis.ts'
import { type Failure, type Rule, seen } from './failure.ts'
import { named, type RegistryFault, registryFault, said } from './registry-fault.ts'

export const baseRules: readonly Rule[] = [
  (failure) => {
    if (!isBase(failure)) return null
    if (seen(failure, /no match for platform/)) return otherPlatform(failure)
    const fault = registryFault(failure.error)
    return fault && explainBase(failure.spec.base, fault, failure.error)
  },
  (failure) =>
    seen(
      failure,
      /unable to find user root|exec: "?\/bin\/sh"?: stat|no such file or directory: unknown/,
    ) && {
      summary: `${failure.spec.base} has no shell or no root user, so nothing can be installed in it.`,
      advice: 'Choose a base image with a Linux distribution in it.',
      field: 'base',
      code: 'base-unusable',
    },
  (failure) => (seen(failure, /exec format error/i) ? otherPlatform(failure) : null),
  (failure) => {
    const [, version, program] =
      seen(failure, /version [`'](GLIBC\w*_[\d.]+)' not found \(required by (\S+)\)/) ?? []
    if (!version) return null
    return {
      summary: `${failure.spec.base} has an older C library than ${program} needs: ${version.replace('_', ' ')} is missing.`,
      advice: 'Choose a newer base image, or an older version of what needs it.',
      field: 'base',
      code: 'base-glibc',
    }
  },
]

/** A base that its registry does not give out; `words` are the engine's or its client's. */
export function explainBase(base: string, fault: RegistryFault, words: string): Diagnosis {
  const [what, advice] = faults[fault](words)
  const field = fault === 'unauthorised' || fault === 'denied' ? 'pullSecret' : 'base'
  return {
    summary: `${base} ${what}.`,
    advice,
    field,
    code: `base-${fault === 'denied' ? 'unauthorised' : fault}`,
  }
}

const secret = 'Choose an image pull secret that may read it, and check the name.'
const needsCredentials = (words: string): [string, string] => [
  `needs credentials${named({ error: words }, 'for')}, or does not exist`,
  secret,
]

const faults: Record<RegistryFault, (words: string) => [what: string, advice: string]> = {
  broken: (words) => [
    'could not be fetched: its registry has a fault of its own',
    said('Try again; when it stays so, ask whoever runs that registry.', words),
  ],
  certificate: () => [
    'is in a registry whose certificate is not trusted',
    'An administrator can give the engine and the builder the authority that signed it, or the registry a certificate that they trust, in the name that stands in the url.',
  ],
  denied: needsCredentials,
  invalid: (words) => [
    'is not a reference that the engine understands',
    said('Correct the base image url.', words),
  ],
  missing: () => ['was not found in its registry', 'Check the name and the tag in the base image url.'],
  'plain-http': () => [
    'is in a registry that speaks plain HTTP, which the engine does not allow',
    'An administrator can add it to the engine’s insecure-registries, or give it a certificate.',
  ],
  'rate-limit': () => [
    'was not given out: too many requests',
    'Wait, or choose an image pull secret with a higher limit.',
  ],
  'tls-only': () => [
    'is in a registry on this machine that speaks HTTPS, but was asked in plain HTTP',
    'Name it by the host name in its certificate, not as localhost or 127.0.0.1.',
  ],
  unauthorised: needsCredentials,
  unreachable: (words) => [
    'could not be fetched: its registry does not answer',
    said('Check the host name in the base image url, and that this machine and the engine reach it.', words),
  ],
}

function otherPlatform({ spec }: Failure): Diagnosis {
  return {
    summary: `${spec.base} is not made for the platform of the engine.`,
    advice: 'Choose a base image, or a tag of it, for that platform.',
    field: 'base',
    code: 'base-platform',
  }
}

/** The engine says so itself where no step was open. */
function isBase({ phase, error }: Failure): boolean {
  return phase === 'base' || /failed to resolve source metadata|failed to parse stage name/.test(error)
}
