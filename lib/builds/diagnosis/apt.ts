/** What apt-get prints, with LC_ALL=C. */
import { allSeen, blame, place, quoted, type Rule, seen } from './failure.ts'

export const aptRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /slipway: the base image has no apt-get/) && {
      summary: `${failure.spec.base} has no apt-get: it is not a Debian or Ubuntu image.`,
      advice: 'Clear the APT list, or choose another base image.',
      field: 'apt',
      code: 'apt-absent',
    },
  (failure) => {
    // A version is what apt-get complains of last, after it found the names.
    const names = allSeen(failure, /^E: Unable to locate package (\S+)/)
    if (names.length === 0) return null
    const at = blame(failure.spec, 'apt', names)
    const verb = names.length === 1 ? 'was' : 'were'
    return {
      summary: `${quoted(names)} ${verb} not found by APT${place(at.lines)}.`,
      advice: 'Check the spelling, and that the release of the base image has it.',
      ...at,
      code: 'apt-unknown',
    }
  },
  (failure) => {
    const match = seen(failure, /^E: Version '([^']+)' for '([^']+)' was not found/)
    if (!match) return null
    const [, version = '', name = ''] = match
    const at = blame(failure.spec, 'apt', [name])
    return {
      summary: `APT has no version “${version}” of “${name}”${place(at.lines)}.`,
      advice: 'Leave the version out, or take one that the release of the base image has.',
      ...at,
      code: 'apt-version',
    }
  },
  (failure) => {
    const names = allSeen(failure, /^E: Package '([^']+)' has no installation candidate/)
    if (names.length === 0) return null
    const at = blame(failure.spec, 'apt', names)
    return {
      summary: `${quoted(names)} cannot be installed by APT: no source offers it${place(at.lines)}.`,
      advice:
        'It may have been replaced by another package, or need a source that the base image does not have.',
      ...at,
      code: 'apt-no-candidate',
    }
  },
  (failure) => {
    if (!seen(failure, /pkgProblemResolver::Resolve generated breaks|^E: Unable to correct problems/))
      return null
    const names = allSeen(failure, /^ (\S+) : (?:Depends|Conflicts|Breaks|PreDepends)/)
    const at = blame(failure.spec, 'apt', names)
    return {
      summary: `APT found no way to install ${names.length > 0 ? quoted(names) : 'these packages'} together${place(at.lines)}.`,
      advice: 'The log says which package needs or excludes which. Remove one of them or its version.',
      ...at,
      code: 'apt-conflict',
    }
  },
]
