'use server'

import { redirect } from 'next/navigation'
import { saveSetting } from '#db/queries/settings.ts'
import { canChangeSettings } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, failed } from '#lib/form-state.ts'
import type { KeptHousekeeping } from '#lib/settings.ts'
import { saveRegistrySetting } from './save-registry.ts'
import { housekeepingSchema, registrySchema, resetSchema } from './schema.ts'

/** Saves the registry to push to, or only tests what was typed (`intent`). */
export async function saveRegistry(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canChangeSettings, schema: registrySchema }, formData, saveRegistrySetting)
}

/** Saves what is kept of builds and caches; the builder follows at once. */
export async function saveHousekeeping(_: FormState, formData: FormData): Promise<FormState> {
  const may = canChangeSettings
  return runAction(
    { may, schema: housekeepingSchema },
    formData,
    async (viewer, { seen, ...value }, values) => {
      if (!saveSetting(viewer, { key: 'housekeeping', value: value satisfies KeptHousekeeping, seen }))
        return failed(values, 'Somebody else changed this meanwhile. Load the page again.')
      await setFlash('Saved. The builder follows within seconds.')
      redirect('/admin/settings/housekeeping')
    },
  )
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
