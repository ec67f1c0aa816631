'use server'

import { runAction } from '#lib/auth/action.ts'
import type { FormState } from '#lib/form-state.ts'
import { editForm } from '#lib/images/edit-form.ts'
import { saveEdit } from './save-edit.ts'

/** Saves what was edited of an image. */
export async function editImage(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(editForm, formData, saveEdit)
}
