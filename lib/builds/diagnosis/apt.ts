/** What apt-get prints, with LC_ALL=C; the texts were printed by apt 2.6. */
import { aptSourceRules } from './apt-source.ts'
import { blame, place, quoted } from './blame.ts'
import { allSeen, between, type Failure, type Rule, seen } from './failure.ts'
import { didYouMean } from './near.ts'

export const aptRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /slipway: the base image has no apt-get/) && {
      summary: `${failure.spec.base} has no apt-get: it is not a Debian or Ubuntu image.`,
      advice: 'Clear the APT list, or choose another base image.',
      field: 'apt',
      code: 'apt-absent',
    },
  ...aptSourceRules,
  (failure) => {
    // apt-get names all packages that it does not know before it looks at versions.
    const names = allSeen(failure, /^E: Unable to locate package (\S.*)$/)
    if (names.length === 0) return null
    const blamed = blame(failure.spec, 'apt', names)
    const verb = names.length === 1 ? 'was' : 'were'
    return {
      summary: `${quoted(names)} ${verb} not found by APT${place(blamed.lines)}.`,
      advice: `${didYouMean(failure, 'apt', names)}Check the spelling, and that the release of the base image has it.`,
      ...blamed,
      code: 'apt-unknown',
    }
  },
  (failure) => {
    const match = seen(failure, /^E: (Version|Release) '([^']+)' for '([^']+)' was not found/)
    if (!match) return null
    const [, kind = '', wanted = '', name = ''] = match
    const blamed = blame(failure.spec, 'apt', [name])
    return {
      summary: `APT has no ${kind.toLowerCase()} “${wanted}” of “${name}”${place(blamed.lines)}.`,
      advice: `Leave the ${kind.toLowerCase()} out, or take one that the sources of the base image have.`,
      ...blamed,
      code: kind === 'Version' ? 'apt-version' : 'apt-release',
    }
  },
  (failure) => {
    const names = allSeen(failure, /^E: Package '([^']+)' has no installation candidate/)
    if (names.length === 0) return null
    const blamed = blame(failure.spec, 'apt', names)
    return {
      summary: `${quoted(names)} cannot be installed by APT: no source offers it${place(blamed.lines)}.`,
      advice: standsFor(failure),
      ...blamed,
      code: 'apt-no-candidate',
    }
  },
  (failure) => {
    if (!seen(failure, /pkgProblemResolver::Resolve generated breaks|^E: Unable to correct problems/))
      return null
    const names = allSeen(failure, /^ (\S+) : (?:Depends|Conflicts|Breaks|PreDepends)/)
    const blamed = blame(failure.spec, 'apt', names)
    return {
      summary: `${conflict(names)}${place(blamed.lines)}.`,
      advice: `${reasons(failure)}${names.length === 1 ? 'Leave it out' : 'Leave one of them out'}, or its version.`,
      ...blamed,
      code: 'apt-conflict',
    }
  },
]

/** What apt-get itself says of a name that is no package: who offers it, or what came in its place. */
function standsFor(failure: Failure): string {
  const firstWords = (start: RegExp) =>
    between(failure, start, /^(?! {2}\S)/).flatMap((line) => line.trim().split(' ')[0] ?? [])
  const offering = firstWords(/is a virtual package provided by:/)
  if (offering.length > 0) return `It stands for one of several packages: choose one of ${quoted(offering)}.`
  const instead = firstWords(/following packages replace it:/)
  if (instead.length > 0) return `It was replaced by ${quoted(instead)}: ask for that.`
  return 'It may have been replaced by another package, or need a source that the base image does not have.'
}

function conflict(names: readonly string[]): string {
  if (names.length === 1) return `APT cannot install ${quoted(names)}: what it needs cannot be had`
  return `APT found no way to install ${names.length > 0 ? quoted(names) : 'these packages'} together`
}

/** At most three of the reasons that stand below “unmet dependencies”. */
function reasons(failure: Failure): string {
  const found = allSeen(failure, /^ +(\S+ : (?:Depends|Conflicts|Breaks|PreDepends): .+)$/)
  return found
    .slice(0, 3)
    .map((reason) => `${reason.replace(' : ', ': ')}. `)
    .join('')
}
