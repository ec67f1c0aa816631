/** A base that would run something of its own to which nobody has agreed. */
import type { FormValues } from '#lib/form-state.ts'
import { countTriggers, isSameList, shortened, showTriggers } from '#lib/images/triggers.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import type { Diagnosis } from './diagnosis.ts'

type Spec = Pick<BuildSpec, 'base' | 'triggers'>

const mostQuoted = 20

/** Why a base is not built upon; null where it runs nothing, or just what was agreed to. */
export function explainTriggers(
  { base, triggers: agreed = [] }: Spec,
  found: readonly string[],
): Diagnosis | null {
  if (found.length === 0 || isSameList(found, agreed)) return null
  const count = countTriggers(found)
  const quote = found.slice(0, mostQuoted).map(shortened)
  const others = found.length > mostQuoted ? [`… and ${found.length - mostQuoted} more`] : []
  return {
    summary:
      agreed.length === 0
        ? `${base} runs ${count} of its own in every build upon it, and nobody has agreed to that.`
        : `${base} runs ${count} of its own in every build upon it, and that is not what was agreed to.`,
    advice:
      'Nothing of it was run. Rebuild: the form shows what it is and asks whether it may run. Or choose another base image.',
    field: 'base',
    quote: [...quote, ...others],
    triggers: [...found],
    code: 'base-triggers',
  }
}

/** As values of the form that rebuilds it: what it was stopped for, which nobody agreed to, else what was agreed to. */
export function triggersToShow({ base, triggers = [] }: Spec, diagnosis: Diagnosis | null): FormValues {
  const unagreed = diagnosis?.triggers
  return showTriggers({ base, triggers: unagreed ?? [...triggers] }, unagreed === undefined)
}
