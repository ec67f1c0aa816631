import { redirect } from 'next/navigation'
import { enginePlatforms } from '#db/queries/engine-platforms.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getManagedImage, type ManagedImageDetail } from '#db/queries/managed-image.ts'
import { canShareImages, type Viewer } from '#lib/access.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, type FormValues, failed, invalid } from '#lib/form-state.ts'
import { type EditForm, type SentEdit, wholeEdit } from '#lib/images/edit-form.ts'
import { changedMeanwhile, guardValues, whoChanged } from '#lib/images/edit-values.ts'
import { doubtNotice, labelDoubts } from '#lib/images/label-doubts.ts'
import { openerFor } from '../../kept-secret.ts'
import { type Faults, findVanished } from '../../new/check.ts'
import { lookUpEdited } from './look-up-edited.ts'

/** Saves an edit that nobody else was faster with; what was typed is kept in every other case. */
export async function saveEdit(viewer: Viewer, sent: SentEdit, values: FormValues): Promise<FormState> {
  const image = getManagedImage(viewer, sent.name)
  if (!image || image.source !== sent.source) return failed(values, gone)
  const form = wholeEdit(sent, image)
  const opener = openerFor(viewer, image, { ...form, references: referencesOf(form) })
  if (image.revision !== form.seen) return overtaken(image, form.was, values)
  const looked = form.source === 'existing' ? await lookUpEdited(viewer, form, image, opener) : null
  const faults = { ...findFaults(viewer, form, image, opener), ...looked?.faults }
  if (Object.keys(faults).length > 0) {
    const canInsist = Object.keys(looked?.faults ?? {}).length > 0
    return invalid({ ...values, ...(canInsist && { couldNotCheck: ['yes'] }) }, faults)
  }
  const outcome = updateImage(viewer, { ...form, ...(looked && { registered: looked.registered }) })
  if (outcome === 'gone') return failed(values, gone)
  const now = outcome === 'overtaken' && getManagedImage(viewer, form.name)
  if (now) return overtaken(now, form.was, values)
  const doubts = labelDoubts({ ...image, ...looked?.registered, type: form.type }, enginePlatforms())
  await setFlash(`Image “${image.displayName}” was saved.${looked?.notice ?? ''}${doubtNotice(doubts)}`)
  redirect(`/admin/images/${image.name}`)
}

const gone = 'This image is not there any more: somebody deleted it.'

function referencesOf(form: EditForm): (string | null)[] {
  return form.source === 'existing' ? [form.reference, form.gpuReference] : []
}

function findFaults(viewer: Viewer, form: EditForm, image: ManagedImageDetail, opener: Viewer): Faults {
  const { pullSecretId, isGlobal } = form
  const groupIds = canShareImages(viewer) ? form.groupIds : []
  const isForNobody =
    canShareImages(viewer) && image.ownerGroup === null && !isGlobal && groupIds.length === 0
  return {
    ...findVanished(viewer, { groupIds, pullSecretId: null }),
    ...findVanished(opener, { groupIds: [], pullSecretId, ownerGroupId: image.ownerGroupId }),
    ...(isForNobody && { groupIds: ['Choose at least one group, or make the image Global.'] }),
  }
}

/** Tells at the fields what somebody else saved; the next try goes by that. */
function overtaken(image: ManagedImageDetail, was: string, values: FormValues): FormState {
  return invalid(
    { ...values, ...guardValues(image) },
    changedMeanwhile(was, image),
    `Nothing was saved: ${whoChanged(image)}. Confirm again to put yours in its place.`,
  )
}
