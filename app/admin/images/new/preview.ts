import { getManagedImage } from '#db/queries/managed-image.ts'
import { canCreateImage, canManageImages, type Viewer } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { type BuildContext, UnusableBase } from '#lib/builds/context.ts'
import { tellInspection } from '#lib/builds/inspection-fault.ts'
import { contextOf } from '#lib/engine/build-context.ts'
import type { InspectedBase } from '#lib/engine/inspect-base.ts'
import { type FormState, failed, idle, invalid } from '#lib/form-state.ts'
import { type ContextForm, contextForm } from '#lib/images/context-form.ts'
import type { FormOptions } from '#lib/images/form.ts'
import { openerFor } from '../kept-secret.ts'
import { findVanished } from './check.ts'
import { lookUpBase, showAgain } from './check-base.ts'

/** Whether the form was sent to look at the build context only. */
export function isPreview(formData: FormData): boolean {
  return formData.get('intent') === 'preview'
}

/** The form again with the build context in it, or with what stands in its way. Nothing is saved. */
export function previewContext(formData: FormData, options: FormOptions): Promise<FormState> {
  const door = { may: canManageImages, schema: contextForm(options) }
  return runAction(door, formData, async (viewer, form, values) => {
    const image = form.name === '' ? null : getManagedImage(viewer, form.name)
    const ownerGroupId = image ? image.ownerGroupId : findOwner(viewer, form)
    if (ownerGroupId === undefined) return failed(values, 'You do not manage what this would be built for.')
    const opener = openerFor(viewer, image, { ...form, references: [form.base] })
    const faults = findVanished(opener, { groupIds: [], pullSecretId: form.pullSecretId, ownerGroupId })
    if (Object.keys(faults).length > 0) return invalid(values, faults)
    const inspection = await lookUpBase(viewer, { ...form, ownerGroupId }, opener)
    if (!inspection.ok) return invalid(values, { base: [tellInspection(form.base, inspection)] })
    const { image: base } = inspection
    const context = writeContext({ ...form, ownerGroupId }, base)
    if (typeof context === 'string') return invalid(values, { base: [context] })
    const shown = showAgain(form, base.triggers)
    return idle({
      ...values,
      ...shown,
      contextFile: Object.keys(context),
      contextText: Object.values(context),
    })
  })
}

/** The group for which a new image is built, null for a system image; undefined where it is none of the viewer's. */
function findOwner(viewer: Viewer, { name, ownerGroupId }: ContextForm): number | null | undefined {
  return name === '' && canCreateImage(viewer, ownerGroupId) ? ownerGroupId : undefined
}

/** The context, or in a sentence what is wrong with the base. */
function writeContext(
  { name: _, ownerGroupId, ...spec }: ContextForm,
  base: InspectedBase,
): BuildContext | string {
  try {
    return contextOf({ spec, ownerGroupId }, base)
  } catch (error) {
    if (error instanceof UnusableBase)
      return tellInspection(spec.base, { fault: 'invalid', message: error.message })
    throw error
  }
}
