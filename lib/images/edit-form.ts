/** The form that edits an image: who may use it, what it is for, and where an existing one stands. */
import { z } from 'zod'
import { common, dropHidden, existing, pullSecretId, ticked } from './form.ts'

const guard = {
  name: z.string().default(''),
  /** The revision that the form was filled with. */
  seen: z.coerce.number().int().positive(),
  /** What stood in the form then, as JSON: only to tell later what somebody else changed. */
  was: z.string().default(''),
  /** Undefined where it was not sent. */
  pullSecretId: z.undefined().or(pullSecretId),
}

const shared = common.omit({ displayName: true, ownerGroupId: true }).extend(guard)

/** An existing image has its references, a custom one does not: builds publish them. */
export const editForm = z.preprocess(
  dropHidden,
  z.discriminatedUnion('source', [
    existing.omit({ displayName: true, ownerGroupId: true }).extend(guard),
    shared.extend({ source: z.literal('custom'), rebuildsOnNewBase: ticked }),
  ]),
)

export type SentEdit = z.output<typeof editForm>
type Whole<Form> = Form extends unknown ? Omit<Form, 'pullSecretId'> & { pullSecretId: number | null } : never
export type EditForm = Whole<SentEdit>

/** What was sent, and the image's own pull secret where the form had no field for one. */
export function wholeEdit(sent: SentEdit, image: { pullSecretId: number | null }): EditForm {
  const { pullSecretId = image.pullSecretId } = sent
  return { ...sent, pullSecretId }
}
