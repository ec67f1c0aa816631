/** What pip prints; the texts were printed by pip 23. Its line numbers are those of the form. */
import { at, blame, didYouMean, place, quoted } from './blame.ts'
import { allSeen, type Failure, type Rule, seen } from './failure.ts'
import { pipBuildRules } from './pip-build.ts'
import { pipConflict } from './pip-conflict.ts'

export const pipRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /slipway: the base image has no pip/) && {
      summary: `${failure.spec.base} has no pip.`,
      advice: 'Add python3-pip to the APT list, or choose a base image with Python in it.',
      field: 'pip',
      code: 'pip-absent',
    },
  (failure) => {
    if (!isUnreachable(failure)) return null
    const host = seen(failure, /host='([^']+)'|[Ff]ailed to resolve '([^']+)'/)
    return {
      summary: `pip could not reach its package index${host ? ` at ${host[1] ?? host[2]}` : ''}.`,
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
  (failure) => {
    const match = seen(failure, unsatisfied)
    if (!match) return null
    const [, requirement = '', askedBy, versions = ''] = match
    const parent = askedBy === undefined || askedBy.startsWith('-r ') ? undefined : nameOf(askedBy)
    return versions === 'none'
      ? unknownPackage({ failure, requirement, parent })
      : noVersion({ failure, requirement, parent, versions: versions.split(', ') })
  },
  (failure) =>
    seen(failure, /error: externally-managed-environment/) && {
      summary: 'The Python of the base image is managed by its distribution and refuses pip.',
      advice: 'Choose a base image with a Python of its own, or use the APT packages python3-….',
      field: 'base',
      code: 'pip-externally-managed',
    },
  ...pipBuildRules,
]

const unsatisfied = /satisfies the requirement (.+?) (?:\(from (?!versions)(.+?)\) )?\(from versions: (.*)\)/

/** When pip has given up on its index it says that there is no such package, which is not true. */
function isUnreachable(failure: Failure): boolean {
  if (!seen(failure, /WARNING: Retrying \(Retry/)) return false
  return !seen(failure, /\(from versions: (?!none)|ResolutionImpossible|conflicting dependencies/)
}

type Missing = { failure: Failure; requirement: string; parent?: string | undefined }

function unknownPackage({ failure, requirement, parent }: Missing) {
  const name = nameOf(requirement)
  const blamed = blame(failure.spec, 'pip', [parent ?? name])
  const needed = parent ? `, which “${parent}” needs` : ''
  const spelling = parent ? '' : `${didYouMean(failure.spec, 'pip', [name])}Check the spelling, and that`
  return {
    summary: `“${name}”${needed} was not found by pip${place(blamed.lines)}.`,
    advice: `${spelling || 'Check that'} the index has it for the Python of the base image.${otherPythons(failure)}`,
    ...blamed,
    code: 'pip-unknown',
  }
}

function noVersion({ failure, requirement, parent, versions }: Missing & { versions: string[] }) {
  const name = nameOf(requirement)
  const blamed = blame(failure.spec, 'pip', [parent ?? name])
  const needed = parent ? `, which “${parent}” needs` : ''
  const offer = versions.length > 8 ? `On offer, the newest: ${versions.slice(-8).join(', ')}.` : undefined
  return {
    summary: `pip has no version of “${name}” that fits “${requirement}”${needed}${place(blamed.lines)}.`,
    advice: `${offer ?? `On offer: ${versions.join(', ')}.`}${otherPythons(failure)}`,
    ...blamed,
    code: 'pip-version',
  }
}

function otherPythons(failure: Failure): string {
  const ignored = seen(
    failure,
    /Ignored the following versions that require a different python version: (.+)$/i,
  )
  return ignored ? ` For another Python there are more: ${ignored[1]?.slice(0, 200)}.` : ''
}

function nameOf(requirement: string) {
  return requirement.match(/^[A-Za-z0-9._-]+/)?.[0] ?? requirement
}
