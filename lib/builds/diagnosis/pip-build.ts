/** Packages that pip downloads as source and has to build. */
import { blame, place, quoted } from './blame.ts'
import { allSeen, type Rule, seen } from './failure.ts'

export const pipBuildRules: readonly Rule[] = [
  (failure) => {
    const built = allSeen(failure, /Failed building wheel for ([A-Za-z0-9._-]+)/)
    const prepared = allSeen(failure, /╰─> (?:See above for output|([A-Za-z0-9._-]+))$/)
    const names = [...new Set([...built, ...prepared])]
    if (
      names.length === 0 &&
      !seen(failure, /error: (subprocess-exited-with-error|metadata-generation-failed)/)
    ) {
      return null
    }
    const blamed = blame(failure.spec, 'pip', names)
    const compiler = seen(
      failure,
      /(?:command|execute) '([^']*(?:gcc|g\+\+|cc|clang|cmake))' ?(?:failed)?.*No such file/,
    )
    return {
      summary: `${quoted(names) || 'A package'} came as source and could not be built${place(blamed.lines)}.`,
      advice: compiler
        ? `The base image has no ${compiler[1]}: add build-essential to the APT list, or take a version with a wheel.`
        : 'Take a version that has a wheel for this Python, or add what the log asks for to the APT list.',
      ...blamed,
      code: 'pip-build',
    }
  },
]
