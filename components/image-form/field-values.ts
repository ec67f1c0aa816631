import type { FormState } from '#lib/form-state.ts'
import { faultLines } from './fault-lines.ts'

/** What fields of one form ask of its state: what to show again, and what is wrong. */
export function fieldsOf({ values, errors }: FormState) {
  const text = (name: string, otherwise = '') => values[name]?.[0] ?? otherwise
  const list = (name: string) => values[name] ?? []
  const field = (name: string) => ({ name, errors: errors[name] })
  return { text, list, field, errors, faults: (name: string) => faultLines(errors[name]) }
}

export type Fields = ReturnType<typeof fieldsOf>
