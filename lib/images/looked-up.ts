/** What the form shows of references that were looked up without saving anything. */
import { z } from 'zod'
import type { FormValues } from '#lib/form-state.ts'
import { dropHidden, existing } from './form.ts'
import type { ImageFacts } from './types.ts'

const facts = z.object({
  digest: z.string(),
  size: z.number(),
  platforms: z.array(z.string()),
  user: z.string(),
  cuda: z.string().nullable(),
}) satisfies z.ZodType<ImageFacts>

const lookedUp = z.object({ reference: z.string(), facts: facts.nullable(), fault: z.string().nullable() })

/** `reference` as it was typed; either the facts or, in a sentence, why there are none. */
export type LookedUp = z.output<typeof lookedUp>

/** What of a form is needed to look its references up. `name`: the image that is edited; empty for one that is added. */
export const lookUpForm = z.preprocess(
  dropHidden,
  existing
    .pick({ type: true, reference: true, gpuReference: true, pullSecretId: true })
    .extend({ name: z.string().default('') }),
)

/** As values of a form; `field` is the field under which it stands. */
export function showLookedUp(field: 'reference' | 'gpuReference', found: LookedUp): FormValues {
  return { [`${field}Found`]: [JSON.stringify(found)] }
}

/** Reads it back; null where nothing was looked up. */
export function readLookedUp(text: string): LookedUp | null {
  return text === '' ? null : lookedUp.parse(JSON.parse(text))
}
