import type { ManagedImageDetail } from '#db/queries/managed-image.ts'
import type { Viewer } from '#lib/access.ts'
import type { EditForm } from '#lib/images/edit-form.ts'
import type { Registered } from '#lib/images/types.ts'
import { type Checked, checkReferences, unchecked } from '../../new/check-references.ts'

type ExistingEdit = Extract<EditForm, { source: 'existing' }>

/**
 * Looks the references of an existing image up again. Those that are as they were keep what was found earlier when the
 * registry does not answer, and `notice` says so; others are at fault, unless the person insists.
 */
export async function lookUpEdited(
  viewer: Viewer,
  form: ExistingEdit,
  image: ManagedImageDetail,
  opener: Viewer,
): Promise<Checked & { notice: string }> {
  const isSame =
    form.reference === image.reference &&
    form.gpuReference === image.gpuReference &&
    form.pullSecretId === image.pullSecretId
  const asked = { ...form, ownerGroupId: image.ownerGroupId }
  const checked =
    form.isUnchecked && !isSame
      ? unchecked(viewer, asked, opener)
      : await checkReferences(viewer, asked, opener)
  const [fault] = Object.values(checked.faults).flat()
  if (!isSame || fault === undefined)
    return { ...checked, notice: isSame ? movedNotice(image, checked.registered) : '' }
  const { digest, gpuDigest, facts, gpuFacts } = image
  const kept = { ...checked.registered, digest, gpuDigest, facts, gpuFacts, fault }
  return {
    registered: kept,
    faults: {},
    notice: ` It could not be looked up, its digest stays as it was: ${fault}`,
  }
}

/** A tag that means another image than before is followed, and that is not done in silence. */
function movedNotice(was: ManagedImageDetail, now: Registered): string {
  const hasMoved = was.digest !== null && now.digest !== was.digest
  const hasGpuMoved = was.gpuDigest !== null && now.gpuDigest !== was.gpuDigest
  if (!hasMoved && !hasGpuMoved) return ''
  return ` The registry has another image behind ${hasMoved ? 'its URL' : 'its URL for GPU'} now: the new digest was taken.`
}
