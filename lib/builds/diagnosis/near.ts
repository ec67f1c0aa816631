/** Names that are nearly the one that nobody knows. */
import type { PackageManager } from '#lib/images/types.ts'
import type { Diagnosis } from '../diagnosis.ts'
import { folds, requested } from './blame.ts'
import type { Failure, Lists } from './failure.ts'
import { otherNames, wellKnownNames } from './well-known.ts'

/** Names of packages that were installed elsewhere. */
export type KnownNames = Partial<Record<PackageManager, readonly string[]>>

/**
 * `Did you mean “numpy”? `, where an unknown name is nearly one that is known: of another line of the form, of a
 * package that an image of the catalogue has installed, or one that everybody knows. Else nothing.
 */
export function didYouMean(failure: Failure, manager: PackageManager, names: readonly string[]): string {
  const fold = folds[manager]
  const unknown = new Set(names.map(fold))
  for (const name of unknown) {
    const other = manager === 'apt' ? undefined : otherNames[name]
    if (other) return `Did you mean “${other}”? `
    const isMeant = (known: string) => isNear(name, fold(known))
    const line = requested(failure.spec, manager).find(
      (asked) => !unknown.has(fold(asked.name)) && isMeant(asked.name),
    )
    if (line) return `Did you mean “${line.name}”, as in line ${line.line}? `
    const known = [...wellKnownNames[manager], ...(failure.known?.[manager] ?? [])].find(isMeant)
    if (known) return `Did you mean “${known}”? `
  }
  return ''
}

/** The names that a diagnosis could not find, where a list is to blame for that. */
export function namesInDoubt(
  spec: Lists,
  { code, lines = [] }: Pick<Diagnosis, 'code' | 'lines'>,
): { manager: PackageManager; names: string[] } | null {
  const manager = code.replace('-unknown', '')
  if (manager !== 'apt' && manager !== 'conda' && manager !== 'pip') return null
  const blamed = requested(spec, manager).filter(({ line }) => lines.includes(line))
  return blamed.length > 0 ? { manager, names: blamed.map(({ name }) => name) } : null
}

/** One letter added, left out, replaced or swapped with its neighbour, in names of four letters or more. */
export function isNear(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [x, y] = [a.slice(start), b.slice(start)]
  const isSwap = x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2)
  return isSwap || x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)
}
