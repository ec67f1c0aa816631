/** What conda prints, with its classic solver and with libmamba's. */
import { parseConda } from '#lib/images/conda.ts'
import { at, blame, place, quoted, requested } from './blame.ts'
import { allSeen, between, type Failure, type Rule, seen } from './failure.ts'
import { didYouMean } from './near.ts'

export const condaRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /slipway: the base image has no conda/) && {
      summary: `${failure.spec.base} has no conda.`,
      advice: 'Clear the Conda list, or choose a base image with conda in it.',
      field: 'conda',
      code: 'conda-absent',
    },
  (failure) => {
    if (!seen(failure, /HTTP 000 CONNECTION FAILED/)) return null
    return {
      summary: `conda could not reach ${channelUrl(failure) ?? 'its channels'}.`,
      advice: 'Check the network and the DNS of the engine, then rebuild.',
      code: 'conda-network',
    }
  },
  (failure) => {
    if (
      !seen(failure, /HTTP error occurred when trying to retrieve|CondaHTTPError|UnavailableInvalidChannel/)
    ) {
      return null
    }
    const channel = seen(failure, /for channel (\S+)/)?.[1] ?? channelUrl(failure)
    const blamed = at(failure.spec, 'conda', channel ? linesOfChannel(failure, channel) : [])
    return {
      summary: `A conda channel could not be read${channel ? `: ${channel}` : ''}${place(blamed.lines)}.`,
      advice: 'Check the name of the channel, and that the engine reaches it.',
      ...blamed,
      code: 'conda-channel',
    }
  },
  (failure) => {
    const names = missingNames(failure)
    if (!names) return null
    const blamed = blame(failure.spec, 'conda', [...names, ...askedForMissing(failure)])
    const verb = names.length > 1 ? 'were' : 'was'
    return {
      summary: `${quoted(names) || 'A package'} ${verb} not found in conda's channels${place(blamed.lines)}.`,
      advice: `${didYouMean(failure, 'conda', names)}Check the spelling and the version, or add the channel that has it: -c channel.`,
      ...blamed,
      code: 'conda-unknown',
    }
  },
  (failure) => {
    if (!seen(failure, /UnsatisfiableError|found to be incompatible|Could not solve for environment/))
      return null
    const names = conflictingNames(failure)
    const blamed = blame(failure.spec, 'conda', names)
    return {
      summary: `conda found no set of versions that fits all lines${names.length > 0 ? `: ${quoted(names)}` : ''}${place(blamed.lines)}.`,
      advice: `${reasons(failure)}Loosen a version, or leave one of the packages out.`,
      ...blamed,
      code: 'conda-conflict',
    }
  },
  (failure) => {
    const text = seen(failure, /(?:could not parse|Invalid spec) '([^']+)'/)?.[1]
    if (!text) return null
    const blamed = blame(failure.spec, 'conda', [nameOf(text)])
    return {
      summary: `conda does not understand “${text}”${place(blamed.lines)}.`,
      advice: 'Correct the line, as in numpy=1.26.',
      ...blamed,
      code: 'conda-invalid',
    }
  },
]

/** The name in a match specification: of `conda-forge::numpy[version='>=2']` it is `numpy`. */
function nameOf(specification: string) {
  return specification.replace(/^.*::/, '').match(/^[A-Za-z0-9._-]+/)?.[0] ?? specification
}

const missing = [
  /nothing provides requested (\S+)/,
  /No candidates were found for (\S+)/,
  /─ (\S+) .*does not exist \(perhaps/,
]

/** What libmamba says is missing may be needed by a package of the form, which stands above it in the tree. */
function askedForMissing(failure: Failure): string[] {
  const isRoot = rootsOf(failure)
  let asked = ''
  return failure.log.flatMap((line) => {
    asked = line.match(isRoot)?.[1] ?? asked
    return asked !== '' && /does not exist \(perhaps/.test(line) ? [asked] : []
  })
}

/** The packages of the form in libmamba's tree are as far to the left as its first one: `└─ numpy 9**  does not …`. */
function rootsOf(failure: Failure): RegExp {
  const indent = seen(failure, /^( *)[├└]─ /)?.[1] ?? ''
  return new RegExp(`^ {${indent.length}}[├└]─ (\\S+) `)
}

function missingNames(failure: Failure): string[] | null {
  const block = between(failure, /PackagesNotFoundError/, /^Current channels/)
  const listed = block.flatMap((line) => line.match(/^ {2}- (\S.*)$/)?.[1] ?? [])
  const told = missing.flatMap((pattern) => allSeen(failure, pattern))
  const names = [...new Set([...listed, ...told].map(nameOf))]
  return names.length > 0 || seen(failure, /PackagesNotFoundError/) ? names : null
}

/** Both sides: the package that they disagree about and those of the form that ask for it. */
function conflictingNames(failure: Failure): string[] {
  const middle = allSeen(failure, /^Package (\S+) conflicts for:/)
  const left = [...allSeen(failure, /^(\S+)(?: .*)? -> /).map(nameOf), ...allSeen(failure, rootsOf(failure))]
  const asked = new Set(requested(failure.spec, 'conda').map(({ name }) => name))
  return [...new Set([...middle, ...left])].filter((name) => middle.includes(name) || asked.has(name))
}

/** At most three of who needs what; libmamba's tree says it in the log. */
function reasons(failure: Failure): string {
  const found = allSeen(failure, /^(\S+(?: \S+)? -> \S.*)$/).slice(0, 3)
  if (found.length > 0) return found.map((reason) => `${reason.replace(' -> ', ' needs ')}. `).join('')
  return 'The log says which needs which. '
}

function channelUrl(failure: Failure): string | undefined {
  return seen(failure, /for url <([^>]+)>/)?.[1]
}

/** Lines that bring the channel in, by its name or by the part of an address that is its name. */
function linesOfChannel({ spec }: Failure, channel: string): number[] {
  const isIt = (name: string) =>
    channel === name || channel.includes(`/${name}/`) || channel.endsWith(`/${name}`)
  return spec.conda.split('\n').flatMap((text, index) => {
    const { channels, packages } = parseConda(text, { allowUrls: true })
    const bound = packages.flatMap((conda) => conda.channel ?? [])
    return [...channels, ...bound].some(isIt) ? [index + 1] : []
  })
}
