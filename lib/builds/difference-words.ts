/** The difference of two build specs in sentences, for notices. */
import type { PackageManager } from '#lib/images/types.ts'
import type { ListDifference, SpecDifference } from './spec-difference.ts'

const names: Record<PackageManager, string> = { apt: 'APT', conda: 'Conda', pip: 'Pip' }

/** One sentence for each field that differs; empty where nothing does. */
export function describeDifference({ base, isAgreementChanged, ...rest }: SpecDifference): string[] {
  const { isPullSecretChanged, lists } = rest
  return [
    ...(base ? [`Base image url is now ${base.now}, was ${base.was}.`] : []),
    ...(isAgreementChanged ? ['The base may run other instructions of its own than before.'] : []),
    ...(isPullSecretChanged ? ['Image Pull Secret is another one.'] : []),
    ...lists.map(describeList),
  ]
}

function describeList({ manager, added, removed, changed, isReordered }: ListDifference): string {
  const parts = [
    added.length > 0 && `added ${some(added)}`,
    removed.length > 0 && `removed ${some(removed)}`,
    changed.length > 0 && `changed ${some(changed.map(({ was, now }) => `${was} to ${now}`))}`,
    isReordered && 'the same lines in another order',
  ].filter(Boolean)
  return `${names[manager]}: ${parts.join('; ')}.`
}

function some(lines: readonly string[]): string {
  const shown = lines.slice(0, 5).join(', ')
  return lines.length > 5 ? `${shown} and ${lines.length - 5} more` : shown
}
