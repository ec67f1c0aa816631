/** The registry that we push to. Nothing of the form is to blame. */
import type { DiagnosisCode } from '../diagnosis-codes.ts'
import type { Rule } from './failure.ts'
import { named, type RegistryFault, registryFault, said } from './registry-fault.ts'

export const pushRule: Rule = (failure) => {
  if (failure.phase !== 'push' && failure.phase !== 'export') return null
  const fault = registryFault(failure.error)
  if (!fault || fault === 'invalid') return null
  const [summary, advice, code] = faults[fault]
  const isVague = code === 'push-unreachable' || code === 'push-broken'
  return {
    summary: summary.replace('registry', `registry${named(failure)}`),
    advice: isVague ? said(advice, failure.error) : advice,
    code,
  }
}

const login = 'An administrator can check its user name and password under Settings, with the Test button.'

const faults: Record<
  Exclude<RegistryFault, 'invalid'>,
  [summary: string, advice: string, code: DiagnosisCode]
> = {
  broken: [
    'The image was built, but the registry has a fault of its own and did not take it.',
    'Ask whoever runs it, then rebuild: everything comes from the cache.',
    'push-broken',
  ],
  certificate: [
    'The engine does not trust the certificate of the registry.',
    'An administrator can give the engine the authority that signed it, or the registry a certificate that it trusts.',
    'push-certificate',
  ],
  denied: [
    'The registry knows the login, but does not let it push there.',
    'An administrator can give that user the right to push, or choose another place or login under Settings.',
    'push-denied',
  ],
  missing: [
    'The registry has no such place to push to.',
    'Some registries want the project or repository to be made first. An administrator can do that, or choose another place under Settings.',
    'push-missing',
  ],
  'plain-http': [
    'The registry speaks plain HTTP, which the engine does not allow.',
    'An administrator can add it to the engine’s insecure-registries, or give it a certificate.',
    'push-plain-http',
  ],
  'rate-limit': [
    'The image was built, but the registry takes no more for now: too many requests.',
    'Wait a while, then rebuild: everything comes from the cache.',
    'push-rate-limit',
  ],
  'tls-only': [
    'The registry speaks HTTPS, but the engine spoke plain HTTP to it.',
    'An administrator can take it out of the engine’s insecure-registries.',
    'push-plain-http',
  ],
  unauthorised: ['The registry refused the login for the push.', login, 'push-unauthorised'],
  unreachable: [
    'The image was built, but the registry does not answer.',
    'Check that it runs and that the engine reaches it, then rebuild: everything comes from the cache.',
    'push-unreachable',
  ],
}
