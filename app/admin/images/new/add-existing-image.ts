import { redirect } from 'next/navigation'
import { enginePlatforms } from '#db/queries/engine-platforms.ts'
import { insertExistingImage, NameTaken } from '#db/queries/image-changes.ts'
import type { Viewer } from '#lib/access.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, type FormValues, invalid } from '#lib/form-state.ts'
import type { ExistingImageForm } from '#lib/images/form.ts'
import { doubtNotice, labelDoubts } from '#lib/images/label-doubts.ts'
import { type Faults, findCommonFaults, takenName } from './check.ts'
import { checkReferences, unchecked } from './check-references.ts'
import { showFirst } from './sent-twice.ts'

/** Adds the image with its digest. One that cannot be found is added only when the person insists. */
export async function addExistingImage(
  viewer: Viewer,
  form: ExistingImageForm,
  values: FormValues,
): Promise<FormState> {
  const { isUnchecked, ...image } = form
  const { faults: referenceFaults, registered } = isUnchecked
    ? unchecked(viewer, form)
    : await checkReferences(viewer, form)
  const faults: Faults = { ...findCommonFaults(viewer, form), ...referenceFaults }
  if (faults.displayName) await showFirst(viewer, form)
  const couldNotCheck = Object.keys(referenceFaults).length > 0
  if (Object.keys(faults).length > 0)
    return invalid({ ...values, ...(couldNotCheck && { couldNotCheck: ['yes'] }) }, faults)
  const name = insert(viewer, { ...image, ...registered })
  if (name === null) {
    await showFirst(viewer, form)
    return invalid(values, { displayName: [takenName(form.displayName)] })
  }
  const doubts = labelDoubts({ ...form, ...registered }, enginePlatforms())
  await setFlash(`Image “${form.displayName}” was added.${doubtNotice(doubts)}`)
  redirect(`/admin/images/${name}`)
}

/** Null when another image took the name in the meantime. */
function insert(viewer: Viewer, image: Parameters<typeof insertExistingImage>[1]): string | null {
  try {
    return insertExistingImage(viewer, image)
  } catch (error) {
    if (error instanceof NameTaken) return null
    throw error
  }
}
