'use server'

import { canManageImages } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import type { FormState } from '#lib/form-state.ts'
import { editForm } from '#lib/images/edit-form.ts'
import { isLookUp, lookUpReferences } from '../../new/look-up.ts'
import { saveEdit } from './save-edit.ts'

/** Saves what was edited of an image, or only looks its URLs up. */
export async function editImage(_: FormState, formData: FormData): Promise<FormState> {
  if (isLookUp(formData)) return lookUpReferences(formData)
  return runAction({ may: canManageImages, schema: editForm }, formData, saveEdit)
}
