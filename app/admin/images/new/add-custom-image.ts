import { redirect } from 'next/navigation'
import { insertCustomImage, NameTaken } from '#db/queries/image-changes.ts'
import type { Viewer } from '#lib/access.ts'
import { spend } from '#lib/auth/limits.ts'
import { type FormState, type FormValues, invalid } from '#lib/form-state.ts'
import type { CustomImageForm } from '#lib/images/form.ts'
import { findCommonFaults, takenName } from './check.ts'
import { checkBase } from './check-base.ts'
import { showFirst } from './sent-twice.ts'

/** Queues the first build when the base can be read; else nothing is saved. */
export async function addCustomImage(
  viewer: Viewer,
  form: CustomImageForm,
  values: FormValues,
): Promise<FormState> {
  const { base, baseTriggers: _, isAgreed: __, pullSecretId, apt, conda, pip, ...image } = form
  const { triggers, shown, faults: baseFaults } = await checkBase(viewer, form)
  const faults = { ...findCommonFaults(viewer, form), ...baseFaults }
  if (faults.displayName) await showFirst(viewer, form)
  if (Object.keys(faults).length > 0) return invalid({ ...values, ...shown }, faults)
  const spec = { base, pullSecretId, apt, conda, pip, ...(triggers && { triggers }) }
  await spend('builds', viewer)
  const buildId = insert(viewer, { ...image, pullSecretId, spec })
  if (buildId === null) {
    await showFirst(viewer, form)
    return invalid({ ...values, ...shown }, { displayName: [takenName(form.displayName)] })
  }
  redirect(`/admin/builds/${buildId}`)
}

/** Null when another image took the name in the meantime. */
function insert(viewer: Viewer, image: Parameters<typeof insertCustomImage>[1]): number | null {
  try {
    return insertCustomImage(viewer, image).buildId
  } catch (error) {
    if (error instanceof NameTaken) return null
    throw error
  }
}
