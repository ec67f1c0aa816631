/** What differs between two build specs, line by line, as people speak of it. */
import { isSameList } from '#lib/images/triggers.ts'
import { type BuildSpec, type PackageManager, packageManagers } from '#lib/images/types.ts'
import { requested } from './diagnosis/blame.ts'

export type ListDifference = {
  manager: PackageManager
  added: string[]
  removed: string[]
  /** Lines that ask for the same package in another way. */
  changed: { was: string; now: string }[]
  /** The same lines in another order, which means another order of channels or preference. */
  isReordered: boolean
}

export type SpecDifference = {
  base: { was: string; now: string } | null
  /** What the base may run of its own. */
  isAgreementChanged: boolean
  isPullSecretChanged: boolean
  /** Only lists that differ. */
  lists: ListDifference[]
}

/** Compares two specs. Blanks around a line and empty lines mean nothing. */
export function compareSpecs(was: BuildSpec, now: BuildSpec): SpecDifference {
  const lists = packageManagers.map((manager) => compareLists(manager, was, now))
  return {
    base: was.base === now.base ? null : { was: was.base, now: now.base },
    isAgreementChanged: !isSameList(was.triggers ?? [], now.triggers ?? []),
    isPullSecretChanged: was.pullSecretId !== now.pullSecretId,
    lists: lists.filter((list) => list !== null),
  }
}

/** Whether both specs ask for the same. */
export function isSame({ base, isAgreementChanged, isPullSecretChanged, lists }: SpecDifference): boolean {
  return base === null && !isAgreementChanged && !isPullSecretChanged && lists.length === 0
}

function compareLists(manager: PackageManager, was: BuildSpec, now: BuildSpec): ListDifference | null {
  const [before, after] = [linesOf(was[manager]), linesOf(now[manager])]
  const removed = without(before, after)
  const added = without(after, before)
  const changed = removed.flatMap((line) => {
    const name = nameOf(manager, line)
    const match = name && added.find((other) => nameOf(manager, other) === name)
    return match ? [{ was: line, now: match }] : []
  })
  const once = changed.filter(({ now }, at) => changed.findIndex((other) => other.now === now) === at)
  const isReordered = removed.length + added.length === 0 && before.join('\n') !== after.join('\n')
  if (removed.length + added.length === 0 && !isReordered) return null
  return {
    manager,
    added: without(
      added,
      once.map((pair) => pair.now),
    ),
    removed: without(
      removed,
      once.map((pair) => pair.was),
    ),
    changed: once,
    isReordered,
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Lines of the first that the second does not have; each counts as often as it stands there. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return lines.filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function nameOf(manager: PackageManager, line: string): string | undefined {
  const lone = { base: '', apt: '', conda: '', pip: '', [manager]: line }
  return requested(lone, manager)[0]?.name.toLowerCase()
}
