'use client'

import { useActionState, useEffect, useRef } from 'react'
import { type FormState, type FormValues, idle } from '#lib/form-state.ts'

export type FormAction = (before: FormState, formData: FormData) => Promise<FormState>

/**
 * A form and its answer. `form` goes onto the `<form>`, `field(name)` onto a field, which shows what was typed and
 * what is wrong with it. After an answer with faults the first of them has the focus.
 */
export function useActionForm(action: FormAction, values: FormValues = {}) {
  const [state, submit] = useActionState(action, idle(values))
  const ref = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state.status === 'idle') return
    const find = (selector: string) => ref.current?.querySelector<HTMLElement>(selector)
    const fault = find('[aria-invalid="true"]') ?? find('[role="alert"]')
    fault?.focus()
  }, [state])
  return {
    state,
    form: { ref, action: submit, noValidate: true },
    text: (name: string) => state.values[name]?.[0] ?? '',
    list: (name: string) => state.values[name] ?? [],
    field: (name: string) => ({
      name,
      defaultValue: state.values[name]?.[0],
      errors: state.errors[name],
    }),
  }
}
