/** What pip prints; the texts were printed by pip 23. Its line numbers are those of the form. */
import { at, blame, place, quoted } from './blame.ts'
import { allSeen, type Failure, type Rule, seen } from './failure.ts'
import { pipBuildRules } from './pip-build.ts'
import { pipConflict } from './pip-conflict.ts'
import { pipFileRules } from './pip-files.ts'
import { pipMissing } from './pip-missing.ts'

export const pipRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /slipway: the base image has no pip/) && {
      summary: `${failure.spec.base} has no pip.`,
      advice: 'Add python3-pip to the APT list, or choose a base image with Python in it.',
      field: 'pip',
      code: 'pip-absent',
    },
  (failure) => {
    if (!hasGivenUp(failure)) return null
    const index = seen(failure, /Looking in indexes: (\S+?),?(?: |$)/)?.[1]
    const where = index ? `its package index ${index}` : 'its package index'
    if (seen(failure, /CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|SSLError/)) {
      return {
        summary: `pip does not trust the certificate of ${where}.`,
        advice:
          'An administrator can give the index a certificate that base images trust, or base images the authority that signed it.',
        code: 'pip-certificate',
      }
    }
    const reason = seen(failure, /connection broken by .*(?:\[Errno -?\d+\] |')([\w ]+)[^\w]*: \//)?.[1]
    return {
      summary: `pip could not reach ${where}${reason ? `: ${reason}` : ''}.`,
      advice: 'Check that the engine reaches the index (SLIPWAY_PIP_INDEX_URL, or pip’s own), then rebuild.',
      code: 'pip-network',
    }
  },
  (failure) => {
    const match = seen(failure, /Invalid (?:requirement|marker): '?(.+?)'?(?: \(from line \d+ of |, |: |$)/)
    if (!match) return null
    const [, text = ''] = match
    const numbers = allSeen(failure, /from line (\d+) of \/run\/slipway\/pip\.txt/).map(Number)
    const typed = failure.spec.pip
      .split('\n')
      .flatMap((line, index) => (line.includes(text) ? index + 1 : []))
    const blamed = at(failure.spec, 'pip', numbers.length > 0 ? numbers : typed)
    return {
      summary: `pip does not understand “${text.slice(0, 100)}”${place(blamed.lines)}.`,
      advice: 'Correct the line.',
      ...blamed,
      code: 'pip-invalid',
    }
  },
  pipConflict,
  (failure) => {
    const python = seen(
      failure,
      /ERROR: Package '?([^']+?)'? requires a different Python: (\S+) not in '([^']+)'/,
    )
    if (!python) return null
    const [, name = '', has = '', needs = ''] = python
    const blamed = blame(failure.spec, 'pip', [name])
    return {
      summary: `${quoted([name])} needs Python ${needs}; the base image has ${has}${place(blamed.lines)}.`,
      advice: 'Choose a base image with that Python, or another version of the package.',
      ...blamed,
      code: 'pip-python',
    }
  },
  pipMissing,
  ...pipFileRules,
  (failure) =>
    seen(failure, /error: externally-managed-environment/) && {
      summary: 'The Python of the base image is managed by its distribution and refuses pip.',
      advice: 'Choose a base image with a Python of its own, or use the APT packages python3-….',
      field: 'base',
      code: 'pip-externally-managed',
    },
  ...pipBuildRules,
]

/** When pip has given up on its index it says that there is no such package, which is not true. */
function hasGivenUp(failure: Failure): boolean {
  if (!seen(failure, /WARNING: Retrying \(Retry/)) return false
  return !seen(failure, /\(from versions: (?!none)|ResolutionImpossible|conflicting dependencies/)
}
