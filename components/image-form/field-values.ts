import type { FormState } from '#lib/form-state.ts'

/** What fields of one form ask of its state: what to show again, and what is wrong. */
export function fieldsOf({ values, errors }: FormState) {
  // A browser sends CRLF; a field counts and compares LF.
  const text = (name: string) => (values[name]?.[0] ?? '').replace(/\r\n?/g, '\n')
  const list = (name: string) => values[name] ?? []
  const field = (name: string) => ({ name, errors: errors[name] })
  return { text, list, field, errors }
}

export type Fields = ReturnType<typeof fieldsOf>
