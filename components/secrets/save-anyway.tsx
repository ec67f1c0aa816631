import type { FormState } from '#lib/form-state.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Notice } from '../ui/notice.tsx'

/** After a registry did not take a login: what to do, and the box that overrules it. */
export function SaveAnyway({ state }: { state: FormState }) {
  if (!state.values.couldNotCheck) return null
  return (
    <Notice tone="warning" title="Nothing was saved: the registry did not take it">
      <p>
        The reason stands at the field. Change what is wrong, or save it as it is when you know that it will
        work.
      </p>
      <Checkbox name="isUnchecked" value="yes" label="Save without checking" />
    </Notice>
  )
}
