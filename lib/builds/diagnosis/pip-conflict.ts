/** Lines of the form that pip cannot install together. */
import { at, blame, place } from './blame.ts'
import { allSeen, type Rule, seen } from './failure.ts'

/** pip names some lines by number and some by requirement: `-r …/pip.txt (line 1), b<1 and c==2`. */
export const pipConflict: Rule = (failure) => {
  if (!seen(failure, /ResolutionImpossible|conflicting dependencies/)) return null
  const named = seen(failure, /Cannot install (.+) because these package versions/)?.[1] ?? ''
  const parts = named.split(/, | and /)
  const numbers = parts.flatMap((part) => Number(part.match(/pip\.txt \(line (\d+)\)/)?.[1]) || [])
  const requirements = [...parts, ...allSeen(failure, /^ {4}The user requested (.+)$/)].flatMap(
    (part) => part.match(/^(?!-)[A-Za-z0-9._-]+/)?.[0] ?? [],
  )
  const { lines = [] } = blame(failure.spec, 'pip', requirements)
  const blamed = at(failure.spec, 'pip', [...numbers, ...lines])
  const reasons = allSeen(failure, /^ {4}(.+ depends on .+|The user requested .+)$/).slice(0, 3)
  return {
    summary: `pip found no set of versions that fits all lines${place(blamed.lines)}.`,
    advice: `${reasons.map((reason) => `${reason}. `).join('')}Loosen a version, or leave one of them out.`,
    ...blamed,
    code: 'pip-conflict',
  }
}
