'use client'

import { useEffect, useRef } from 'react'
import type { FormState } from '#lib/form-state.ts'

/** After an answer: to the first field at fault, or to the sentence on top. `start` is the state before any answer. */
export function useAnswerFocus(state: FormState, start: FormState) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state === start) return
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector)
    const fault = find('[aria-invalid="true"]') ?? find('[role="alert"]') ?? find('#pasted, #context')
    fault?.focus()
  }, [state, start])
  return form
}
