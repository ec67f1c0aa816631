'use server'

import { redirect } from 'next/navigation'
import { saveSetting } from '#db/queries/settings.ts'
import { canChangeSettings } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, failed } from '#lib/form-state.ts'
import { saveRegistrySetting } from './save-registry.ts'
import { registrySchema, resetSchema } from './schema.ts'

/** Saves the registry to push to, or only tests what was typed (`intent`). */
export async function saveRegistry(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canChangeSettings, schema: registrySchema }, formData, saveRegistrySetting)
}

/** Goes back to the registry of the environment. */
export async function resetRegistry(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(
    { may: canChangeSettings, schema: resetSchema },
    formData,
    async (viewer, { seen }, values) => {
      if (!saveSetting(viewer, { key: 'registry', value: null, seen }))
        return failed(values, 'Somebody else changed the registry meanwhile. Load the page again.')
      await setFlash('Builds are pushed to the registry of the environment again.')
      redirect('/admin/settings')
    },
  )
}
