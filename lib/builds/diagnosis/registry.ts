/** The base image's registry and the one that we push to. */
import type { Diagnosis } from '../diagnosis.ts'
import { type Failure, type Rule, seen } from './failure.ts'

export const registryRules: readonly Rule[] = [
  (failure) => {
    const isRefused = seen(
      failure,
      /no basic auth credentials|unauthorized|401 Unauthorized|403 Forbidden|authorization failed|denied/i,
    )
    if (!isRefused || !(isBase(failure) || isPush(failure))) return null
    return isPush(failure)
      ? {
          summary: `The registry${named(failure)} refused the push.`,
          advice:
            'An administrator can check its user name and password under Settings, with the Test button.',
          code: 'push-unauthorised',
        }
      : {
          summary: `${failure.spec.base} needs credentials${named(failure, 'for')}, or does not exist.`,
          advice: 'Choose an image pull secret that may read it, and check the name.',
          field: 'pullSecret',
          code: 'base-unauthorised',
        }
  },
  (failure) => {
    const found = baseFaults.find(([pattern]) => isBase(failure) && seen(failure, pattern))
    if (!found) return null
    const [, words, code, advice] = found
    return { summary: `${failure.spec.base} ${words}.`, advice: advice(failure), field: 'base', code }
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
  (failure) =>
    seen(failure, /exec format error/i) && {
      summary: `${failure.spec.base} is not made for the platform of the engine.`,
      advice: 'Choose a base image for that platform.',
      field: 'base',
      code: 'base-platform',
    },
  (failure) => {
    const found = pushFaults.find(([pattern]) => isPush(failure) && seen(failure, pattern))
    if (!found) return null
    const [, summary, advice, code] = found
    return {
      summary: summary.replace('registry', `registry${named(failure)}`),
      advice: advice(failure),
      code,
    }
  },
]

type Advice = (failure: Failure) => string

const plainHttp = /server gave HTTP response to HTTPS client/
const certificate = /x509: |tls: failed to verify/
const silent = /no such host|connection refused|Client\.Timeout|i\/o timeout|deadline exceeded/

const baseFaults: [pattern: RegExp, words: string, code: string, advice: Advice][] = [
  [
    /no match for platform/,
    'is not made for the platform of the engine',
    'base-platform',
    () => 'Choose a tag that is.',
  ],
  [
    plainHttp,
    'is in a registry that speaks plain HTTP, which the engine does not allow',
    'base-plain-http',
    insecure,
  ],
  [certificate, 'is in a registry whose certificate the engine does not trust', 'base-certificate', trust],
  [
    /toomanyrequests|429 Too Many/i,
    'was not given out: too many requests',
    'base-rate-limit',
    () => 'Wait, or choose an image pull secret with a higher limit.',
  ],
  [
    silent,
    'could not be fetched: its registry does not answer',
    'base-unreachable',
    said('Check the host name in the base image url, and that the engine reaches it.'),
  ],
  [
    /failed to parse stage name|invalid reference format/,
    'is not a reference that the engine understands',
    'base-invalid',
    said('Correct the base image url.'),
  ],
  [
    /: not found|manifest unknown/,
    'was not found in its registry',
    'base-missing',
    () => 'Check the name and the tag in the base image url.',
  ],
]

const pushFaults: [pattern: RegExp, summary: string, advice: Advice, code: Diagnosis['code']][] = [
  [
    plainHttp,
    'The registry speaks plain HTTP, which the engine does not allow.',
    insecure,
    'push-plain-http',
  ],
  [certificate, 'The engine does not trust the certificate of the registry.', trust, 'push-certificate'],
  [
    new RegExp(`${silent.source}|\\b5\\d\\d [A-Z]`),
    'The image was built, but the registry did not take it.',
    said('Check that the registry runs and answers, then rebuild.'),
    'push-unreachable',
  ],
]

function isPush({ phase }: Failure): boolean {
  return phase === 'push' || phase === 'export'
}

/** The engine says so itself where no step was open. */
function isBase({ phase, error }: Failure): boolean {
  return phase === 'base' || /failed to resolve source metadata|failed to parse stage name/.test(error)
}

/** ` at host`, where the engine names it in an address. */
function named({ error }: Failure, word = 'at'): string {
  const host = /https?:\/\/([^/"\s]+)\/v2\//.exec(error)?.[1] ?? /lookup (\S+?)[: ]/.exec(error)?.[1]
  return host ? ` ${word} ${host}` : ''
}

function insecure() {
  return 'Add it to the engine’s insecure-registries, or give it a certificate.'
}

function trust() {
  return 'Give the engine the authority that signed it, or give the registry a certificate that it trusts.'
}

/** Advice with the engine's own words behind it. */
function said(advice: string): Advice {
  return ({ error }) => `${advice} It said: ${error.split('\n')[0]?.slice(0, 200) || 'nothing'}`
}
