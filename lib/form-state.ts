/** What a server action answers to its form: the one shape, with and without JavaScript. */
import { z } from 'zod'

/** Field name → what was typed; a list, because checkboxes and the like send several. */
export type FormValues = Record<string, string[]>

/**
 * `idle`: nothing sent yet. `invalid`: the faults stand at their fields in `errors`.
 * `failed`: nothing is wrong with the input; `message` says what happened.
 */
export type FormState = {
  status: 'idle' | 'invalid' | 'failed'
  values: FormValues
  errors: Record<string, string[]>
  message?: string
}

/** The state of a form that was not sent yet; `values` fill its fields. */
export function idle(values: FormValues = {}): FormState {
  return { status: 'idle', values, errors: {} }
}

/** The same form again, with the faults at their fields. */
export function invalid(values: FormValues, errors: Record<string, string[]>, message?: string): FormState {
  return { status: 'invalid', values, errors, ...(message && { message }) }
}

/** The same form again, with one sentence above it. */
export function failed(values: FormValues, message: string): FormState {
  return { status: 'failed', values, errors: {}, message }
}

/** No form of ours has as many fields; one that has is not read to its end. */
export const maxFields = 5000

/** Whether more was sent than any form of ours can have. */
export function hasTooManyFields(formData: FormData): boolean {
  let count = 0
  for (const _ of formData) if (++count > maxFields) return true
  return false
}

/** A docker configuration has passwords in it, and the code makes an administrator. */
const secretFields = ['password', 'clientKey', 'pasted', 'code']

/** What to show again in the fields. Never holds files, React's own fields, or what is secret by its name. */
export function formValues(formData: FormData): FormValues {
  const shown = Object.entries(textFields(formData)).filter(([name]) => !secretFields.includes(name))
  return Object.fromEntries(shown)
}

/** What a schema is given: a field sent once is a string, sent several times a list (see `listOf`). */
export function formInput(formData: FormData): Record<string, string | string[]> {
  const fields = Object.entries(textFields(formData))
  return Object.fromEntries(
    fields.map(([name, values]) => [name, values.length > 1 ? values : values.join()]),
  )
}

/** A schema for a field that may be sent never, once or several times. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(item))
}

/** Puts the faults that a schema found at their fields; faults of the whole form become the message. */
export function invalidBy(values: FormValues, error: z.ZodError): FormState {
  const { formErrors, fieldErrors } = z.flattenError(error)
  const errors: Record<string, string[]> = {}
  for (const [name, messages] of Object.entries<string[] | undefined>(fieldErrors)) {
    if (messages?.length) errors[name] = messages
  }
  return invalid(values, errors, formErrors.join(' ') || undefined)
}

function textFields(formData: FormData): FormValues {
  const fields = new Map<string, string[]>()
  for (const [name, value] of formData) {
    if (name.startsWith('$ACTION') || typeof value !== 'string') continue
    const values = fields.get(name)
    if (values) values.push(value)
    else fields.set(name, [value])
  }
  return Object.fromEntries(fields)
}
