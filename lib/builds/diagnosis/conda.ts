/** What conda prints. */
import { allSeen, blame, place, quoted, type Rule, seen } from './failure.ts'

export const condaRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /slipway: the base image has no conda/) && {
      summary: `${failure.spec.base} has no conda.`,
      advice: 'Clear the Conda list, or choose a base image with conda in it.',
      field: 'conda',
      code: 'conda-absent',
    },
  (failure) => {
    const url = seen(failure, /HTTP error occurred when trying to retrieve|CondaHTTPError/)
    if (!url) return null
    const channel = seen(failure, /for url <([^>]+)>/)?.[1]
    return {
      summary: `A conda channel could not be read${channel ? `: ${channel}` : ''}.`,
      advice: 'Check the name of the channel, and that the engine reaches it.',
      field: 'conda',
      code: 'conda-channel',
    }
  },
  (failure) => {
    if (!seen(failure, /PackagesNotFoundError|nothing provides requested|No candidates were found/))
      return null
    const listed = allSeen(failure, /^ {2}- ([A-Za-z0-9_.-]+)/)
    const provided = allSeen(
      failure,
      /(?:nothing provides requested|No candidates were found for) ([A-Za-z0-9_.-]+)/,
    )
    const names = [...new Set([...listed, ...provided])]
    const at = blame(failure.spec, 'conda', names)
    return {
      summary: `${quoted(names) || 'A package'} was not found in conda's channels${place(at.lines)}.`,
      advice: 'Check the spelling and the version, or add the channel that has it: -c channel.',
      ...at,
      code: 'conda-unknown',
    }
  },
  (failure) => {
    if (!seen(failure, /UnsatisfiableError|LibMambaUnsatisfiableError|found to be incompatible/)) return null
    const names = allSeen(failure, /^Package (\S+) conflicts for:/)
    const at = blame(failure.spec, 'conda', names)
    return {
      summary: `conda found no set of versions that fits all lines${names.length > 0 ? `: ${quoted(names)}` : ''}${place(at.lines)}.`,
      advice: 'Loosen a version, or leave one of the packages out. The log says which needs which.',
      ...at,
      code: 'conda-conflict',
    }
  },
]
