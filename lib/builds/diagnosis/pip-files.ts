/** Single files and repositories that pip cannot take: lines with an address, and what an index hands out. */
import { at, blame, place, quoted } from './blame.ts'
import { allSeen, type Failure, type Rule, seen } from './failure.ts'

export const pipFileRules: readonly Rule[] = [
  (failure) => {
    if (!seen(failure, /THESE PACKAGES DO NOT MATCH THE HASHES/)) return null
    const names = allSeen(failure, /^ {4}(\S+) from (?:https?|file):/).map((name) =>
      name.replace(/[=<>@].*/, ''),
    )
    const blamed = blame(failure.spec, 'pip', names)
    return {
      summary: `The file of ${quoted(names) || 'a package'} is not the one that the index promises${place(blamed.lines)}.`,
      advice:
        'It was damaged, replaced, or kept too long by a mirror. Ask whoever runs the index; install it only when its hash is right.',
      ...blamed,
      code: 'pip-hash',
    }
  },
  (failure) => {
    if (!seen(failure, /Cannot find command 'git'/)) return null
    const blamed = at(failure.spec, 'pip', linesWith(failure, 'git+'))
    return {
      summary: `pip needs git for a repository, and the base image has none${place(blamed.lines)}.`,
      advice: 'Add git to the APT list.',
      ...blamed,
      code: 'pip-no-git',
    }
  },
  (failure) => {
    const url = seen(failure, /Running command git clone .*? (\S+:\/\/\S+) \S+$/)?.[1]
    if (!url || !seen(failure, /git (?:clone|fetch|checkout|rev-parse) .* did not run successfully/))
      return null
    const blamed = at(failure.spec, 'pip', linesWith(failure, url))
    const words = seen(failure, /^\s*(?:fatal|error): (?!subprocess)(.+)$/)?.[1]
    return {
      summary: `The repository ${url} could not be fetched${place(blamed.lines)}.`,
      advice: `${words ? `git said: ${words.replace(/\.?$/, '.')} ` : ''}Check the address and the branch or tag in it, and that the engine may read it.`,
      ...blamed,
      code: 'pip-git',
    }
  },
  (failure) => {
    const [, url = '', line, reason] =
      seen(
        failure,
        /^ERROR: Could not install requirement .* from (\S+)(?: \(from .*\(line (\d+)\)\))? because of (.+?)(?: for url: .*)?$/,
      ) ?? []
    if (!url) return null
    const blamed = at(failure.spec, 'pip', line ? [Number(line)] : linesWith(failure, url))
    return {
      summary: `${url} could not be fetched${place(blamed.lines)}: ${reason}.`,
      advice: 'Check the address in the line.',
      ...blamed,
      code: 'pip-url',
    }
  },
  (failure) => {
    const file = seen(failure, /^ERROR: (\S+\.whl) is not a supported wheel on this platform/)?.[1]
    if (!file) return null
    const blamed = at(failure.spec, 'pip', linesWith(failure, file))
    return {
      summary: `${file} is made for another platform or Python than the base image has${place(blamed.lines)}.`,
      advice: 'Its name says for which ones it is. Choose another file, or another base image.',
      ...blamed,
      code: 'pip-platform',
    }
  },
]

function linesWith({ spec }: Failure, text: string): number[] {
  return spec.pip.split('\n').flatMap((line, index) => (line.includes(text) ? index + 1 : []))
}
