import type { FormState } from '#lib/form-state.ts'
import type { FormOptions } from '#lib/images/form.ts'
import { packageManagers } from '#lib/images/types.ts'
import { understandList } from '#lib/images/understand.ts'

/** Adds, for each list, a sentence that says how its lines were understood. */
export function withUnderstanding(state: FormState, options: FormOptions): FormState {
  const understood = packageManagers.map((manager) => {
    const text = state.values[manager]?.join('\n') ?? ''
    return [`${manager}Understood`, [understandList(manager, text, options).understood]]
  })
  return { ...state, values: { ...state.values, ...Object.fromEntries(understood) } }
}
