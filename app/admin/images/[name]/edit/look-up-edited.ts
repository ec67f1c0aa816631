import type { ManagedImageDetail } from '#db/queries/managed-image.ts'
import type { Viewer } from '#lib/access.ts'
import type { EditForm } from '#lib/images/edit-form.ts'
import type { Faults } from '../../new/check.ts'
import { checkReferences, unchecked } from '../../new/check-references.ts'

type ExistingEdit = Extract<EditForm, { source: 'existing' }>

/**
 * Looks the references of an existing image up again. Those that are as they were keep their digests when the registry
 * does not answer, and `notice` says so; others are at fault, unless the person insists.
 */
export async function lookUpEdited(viewer: Viewer, form: ExistingEdit, image: ManagedImageDetail) {
  const { reference, gpuReference, pullSecretId } = form
  const isSame =
    reference === image.reference &&
    gpuReference === image.gpuReference &&
    pullSecretId === image.pullSecretId
  const { faults, ...found } = form.isUnchecked && !isSame ? unchecked : await checkReferences(viewer, form)
  const [fault] = Object.values(faults).flat()
  const mayKeep = isSame && fault !== undefined
  const digests = mayKeep ? { digest: image.digest, gpuDigest: image.gpuDigest } : found
  const noFaults: Faults = {}
  return {
    references: { reference, gpuReference, ...digests },
    faults: mayKeep ? noFaults : faults,
    notice: mayKeep ? ` It could not be looked up, its digest stays as it was: ${fault}` : '',
  }
}
