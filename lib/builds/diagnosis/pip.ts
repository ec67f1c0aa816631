/** What pip prints. Its line numbers are those of the form: pip.txt is what was typed. */
import { allSeen, blame, place, quoted, type Rule, seen } from './failure.ts'

const nameOf = (requirement: string) => requirement.match(/^[A-Za-z0-9._-]+/)?.[0] ?? requirement

export const pipRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /slipway: the base image has no pip/) && {
      summary: `${failure.spec.base} has no pip.`,
      advice: 'Add python3-pip to the APT list, or choose a base image with Python in it.',
      field: 'pip',
      code: 'pip-absent',
    },
  (failure) =>
    // After these warnings pip says "no such package", which is not true.
    seen(failure, /WARNING: Retrying \(Retry/) && {
      summary: 'pip could not reach its package index.',
      advice: 'Check that the engine reaches the index (SLIPWAY_PIP_INDEX_URL, or pip’s own), then rebuild.',
      code: 'pip-network',
    },
  (failure) => {
    const lines = allSeen(failure, /from line (\d+) of \/run\/slipway\/pip\.txt/).map(Number)
    const match = seen(failure, /ERROR: Invalid requirement: '?([^']+)'?/)
    return match
      ? {
          summary: `pip does not understand “${match[1]?.slice(0, 100)}”${place(lines)}.`,
          advice: 'Correct the line.',
          field: 'pip',
          ...(lines.length > 0 && { lines }),
          code: 'pip-invalid',
        }
      : null
  },
  (failure) => {
    const match = seen(failure, /satisfies the requirement (.+?) \((?:from [^)]*\) \()?from versions: (.*)\)/)
    if (!match) return null
    const [, requirement = '', versions = ''] = match
    const name = nameOf(requirement)
    const at = blame(failure.spec, 'pip', [name])
    if (versions === 'none') {
      return {
        summary: `“${name}” was not found by pip${place(at.lines)}.`,
        advice: 'Check the spelling, and that the index has it for the Python of the base image.',
        ...at,
        code: 'pip-unknown',
      }
    }
    return {
      summary: `pip has no version of “${name}” that fits “${requirement}”${place(at.lines)}.`,
      advice: `On offer: ${versions.split(', ').slice(-8).join(', ')}.`,
      ...at,
      code: 'pip-version',
    }
  },
  (failure) => {
    if (!seen(failure, /ResolutionImpossible|conflicting dependencies/)) return null
    const numbers = failure.log.flatMap((line) =>
      [...line.matchAll(/pip\.txt \(line (\d+)\)/g)].map((match) => Number(match[1])),
    )
    const lines = [...new Set(numbers)].sort((a, b) => a - b)
    const reasons = allSeen(failure, /^ {4}(.+ depends on .+)$/).slice(0, 2)
    return {
      summary: `pip found no set of versions that fits all lines${place(lines)}.`,
      advice: `${reasons.length > 0 ? `${reasons.join('; ')}. ` : ''}Loosen a version, or leave one of them out.`,
      field: 'pip',
      ...(lines.length > 0 && { lines }),
      code: 'pip-conflict',
    }
  },
  (failure) => {
    const python = seen(
      failure,
      /ERROR: Package '?([^']+?)'? requires a different Python: (\S+) not in '([^']+)'/,
    )
    if (!python) return null
    const [, name = '', has = '', needs = ''] = python
    const at = blame(failure.spec, 'pip', [name])
    return {
      summary: `${quoted([name])} needs Python ${needs}; the base image has ${has}${place(at.lines)}.`,
      advice: 'Choose a base image with that Python, or another version of the package.',
      ...at,
      code: 'pip-python',
    }
  },
  (failure) =>
    seen(failure, /error: externally-managed-environment/) && {
      summary: 'The Python of the base image is managed by its distribution and refuses pip.',
      advice: 'Choose a base image with a Python of its own, or use the APT packages python3-….',
      field: 'base',
      code: 'pip-externally-managed',
    },
]
