/** The one way in which a form's server action runs. */
import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { AccessDenied, allow, type Viewer } from '#lib/access.ts'
import {
  type FormState,
  type FormValues,
  failed,
  formInput,
  formValues,
  hasTooManyFields,
  idle,
  invalidBy,
  maxFields,
} from '#lib/form-state.ts'
import { LimitReached } from '#lib/limit-reached.ts'
import { viewer } from './viewer.ts'

const tooMany = `Nothing was changed: more than ${maxFields.toLocaleString('en')} fields were sent, and no form has as many.`

/** `may`: a policy of lib/access.ts that is asked before anything that was sent is looked at. */
type Door<Input> = { may: (viewer: Viewer) => boolean; schema: z.ZodType<Input> }

type Run<Input> = (
  viewer: Viewer,
  input: Input,
  values: FormValues,
) => Promise<FormState | undefined> | FormState | undefined

/**
 * Parses a form for the person who sent it, if they may do such things at all, and runs the action. Whoever is signed
 * out gets back what was typed; whoever may not, nothing. `run` ends with `redirect()` when it succeeded and
 * returns `invalid(values, …)` or `failed(values, …)` when it did not. Nothing is thrown to the browser: without
 * JavaScript that would be a bare "Internal Server Error".
 */
export async function runAction<Input>(
  { may, schema }: Door<Input>,
  formData: FormData,
  run: Run<Input>,
): Promise<FormState> {
  let values: FormValues = {}
  try {
    const asking = await viewer()
    if (asking) allow(may(asking), 'do this')
    if (hasTooManyFields(formData)) return failed(values, tooMany)
    values = formValues(formData)
    if (!asking) return failed(values, 'You are signed out. Sign in in another tab, then send this again.')
    const parsed = schema.safeParse(formInput(formData))
    if (!parsed.success) return invalidBy(values, parsed.error)
    return (await run(asking, parsed.data, values)) ?? idle()
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof AccessDenied) return failed(values, error.message)
    if (error instanceof LimitReached) return failed(values, `Nothing was changed. ${error.message}`)
    return failed(values, wentWrong(error))
  }
}

function wentWrong(error: unknown): string {
  const id = randomUUID().slice(0, 8)
  console.error(`action ${id} failed:`, error)
  return `Something went wrong on our side (id ${id}). Try again; if it stays so, tell an administrator this id.`
}
