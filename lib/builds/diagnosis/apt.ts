/** What apt-get prints, with LC_ALL=C; the texts were printed by apt 2.6. */
import { blame, didYouMean, place, quoted } from './blame.ts'
import { allSeen, type Rule, seen } from './failure.ts'

export const aptRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /slipway: the base image has no apt-get/) && {
      summary: `${failure.spec.base} has no apt-get: it is not a Debian or Ubuntu image.`,
      advice: 'Clear the APT list, or choose another base image.',
      field: 'apt',
      code: 'apt-absent',
    },
  (failure) => {
    // apt-get names all packages that it does not know before it looks at versions.
    const names = allSeen(failure, /^E: Unable to locate package (\S.*)$/)
    if (names.length === 0) return null
    const blamed = blame(failure.spec, 'apt', names)
    const verb = names.length === 1 ? 'was' : 'were'
    return {
      summary: `${quoted(names)} ${verb} not found by APT${place(blamed.lines)}.`,
      advice: `${didYouMean(failure.spec, 'apt', names)}Check the spelling, and that the release of the base image has it.`,
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
      advice:
        'It may have been replaced by another package, or need a source that the base image does not have.',
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
      summary: `APT found no way to install ${names.length > 0 ? quoted(names) : 'these packages'} together${place(blamed.lines)}.`,
      advice: 'The log says which package needs or excludes which. Remove one of them or its version.',
      ...blamed,
      code: 'apt-conflict',
    }
  },
]
