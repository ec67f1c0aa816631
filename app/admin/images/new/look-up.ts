import { enginePlatforms } from '#db/queries/engine-platforms.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { allow, canManageImages } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { type FormState, idle, invalid } from '#lib/form-state.ts'
import { labelDoubts } from '#lib/images/label-doubts.ts'
import { lookUpForm, showLookedUp } from '#lib/images/looked-up.ts'
import { openerFor } from '../kept-secret.ts'
import { findVanished } from './check.ts'
import { lookUpBoth } from './check-references.ts'

/** Whether the form was sent to look its references up only. */
export function isLookUp(formData: FormData): boolean {
  return formData.get('intent') === 'look-up'
}

/** The form again with what the registries say under the URLs. Nothing is saved. */
export function lookUpReferences(formData: FormData): Promise<FormState> {
  return runAction({ may: canManageImages, schema: lookUpForm }, formData, async (viewer, form, values) => {
    allow(canManageImages(viewer), 'look images up')
    const { reference, gpuReference, pullSecretId } = form
    const image = form.name === '' ? null : getManagedImage(viewer, form.name)
    const opener = openerFor(viewer, image, { pullSecretId, references: [reference, gpuReference] })
    const vanished = findVanished(opener, { groupIds: [], pullSecretId })
    if (Object.keys(vanished).length > 0) return invalid(values, vanished)
    const [main, gpu] = await lookUpBoth(
      viewer,
      { ...form, ownerGroupId: image?.ownerGroupId ?? null },
      opener,
    )
    const labelled = { ...form, source: 'existing' as const, facts: main.facts, gpuFacts: gpu.facts }
    const hasFault = main.fault !== null || gpu.fault !== null
    return idle({
      ...values,
      ...showLookedUp('reference', { reference, ...main }),
      ...(gpuReference !== null && showLookedUp('gpuReference', { reference: gpuReference, ...gpu })),
      doubts: labelDoubts(labelled, enginePlatforms()),
      ...(hasFault && { couldNotCheck: ['yes'] }),
    })
  })
}
