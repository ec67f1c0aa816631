/** The base image's registry and the one that we push to. */
import { type Failure, type Rule, seen } from './failure.ts'

const isPush = ({ phase }: Failure) => phase === 'push' || phase === 'export'

export const registryRules: readonly Rule[] = [
  (failure) => {
    const isRefused = seen(
      failure,
      /no basic auth credentials|unauthorized|401 Unauthorized|authorization failed|denied/i,
    )
    if (!isRefused || (failure.phase !== 'base' && !isPush(failure))) return null
    return isPush(failure)
      ? {
          summary: 'The registry refused the push.',
          advice:
            'Check SLIPWAY_REGISTRY_USERNAME and SLIPWAY_REGISTRY_PASSWORD, and that they may push there.',
          code: 'push-unauthorised',
        }
      : {
          summary: `${failure.spec.base} needs credentials, or does not exist.`,
          advice: 'Choose an image pull secret that may read it.',
          field: 'pullSecret',
          code: 'base-unauthorised',
        }
  },
  (failure) => {
    if (failure.phase !== 'base') return null
    const words = [
      [/no match for platform/, 'is not made for the platform of the engine', 'base-platform'],
      [/: not found|manifest unknown/, 'was not found in its registry', 'base-missing'],
      [
        /no such host|connection refused|i\/o timeout|deadline exceeded/,
        'could not be fetched: its registry does not answer',
        'base-unreachable',
      ],
    ] as const
    const found = words.find(([pattern]) => seen(failure, pattern))
    return found
      ? {
          summary: `${failure.spec.base} ${found[1]}.`,
          advice: 'Check the base image url.',
          field: 'base',
          code: found[2],
        }
      : null
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
  (failure) => {
    if (!isPush(failure)) return null
    if (seen(failure, /server gave HTTP response to HTTPS client/)) {
      return {
        summary: 'The registry speaks plain HTTP, which the engine does not allow.',
        advice: 'Add it to the engine’s insecure-registries, or give it a certificate.',
        code: 'push-plain-http',
      }
    }
    const isSilent = seen(
      failure,
      /connection refused|no such host|Client\.Timeout|i\/o timeout|deadline exceeded|\b5\d\d [A-Z]/,
    )
    return isSilent
      ? {
          summary: 'The image was built, but the registry did not take it.',
          advice: `Check that the registry runs and answers, then rebuild: ${firstLine(failure.error)}`,
          code: 'push-unreachable',
        }
      : null
  },
]

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 200) ?? ''
}
