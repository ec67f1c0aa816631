'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deletePullSecret, insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { canManagePullSecrets } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, failed, invalid } from '#lib/form-state.ts'
import { thingId } from '#lib/form-text.ts'
import { hold, takeHeld } from '#lib/secrets/held.ts'
import { sealPassword } from '#lib/secrets/pull-secret.ts'
import { changedSecretSchema, pullSecretSchema } from '#lib/secrets/pull-secret-form.ts'
import { saveChanges } from './change-secret.ts'
import { describeCheck, type Faults, findGroupFaults, tryLogin } from './check.ts'
import { addFromPaste, pasteSchema } from './paste-secrets.ts'

/** Adds a pull secret that its registry takes, or that the person insists on. */
export async function addPullSecret(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(
    { may: canManagePullSecrets, schema: pullSecretSchema },
    formData,
    async (viewer, input, values) => {
      const { name, registry, username, groupIds, isUnchecked } = input
      const password = input.password || takeHeld(viewer, input.held)
      const faults: Faults = findGroupFaults(viewer, groupIds)
      if (!password) faults.password = ['Type the password or access token. It is never shown again.']
      if (!password || Object.keys(faults).length > 0) return invalid(values, faults)
      const kept = { ...values, held: [hold(viewer, password)] }
      const check = await tryLogin(viewer, { registry, username, password }, isUnchecked)
      if (check !== 'not asked' && !check.ok)
        return invalid({ ...kept, couldNotCheck: ['yes'] }, { [check.at]: [check.fault] })
      const sealedPassword = sealPassword({ registry, username, password })
      const taken = insertPullSecrets(viewer, [{ name, registry, username, sealedPassword, groupIds }])
      if (taken.length > 0) return invalid(kept, { name: [takenName(name)] })
      await setFlash(`Pull secret “${name}” was added. ${describeCheck(check, registry)}`)
      redirect('/admin/secrets')
    },
  )
}

/** Saves an edited pull secret; an empty password stays as it was. */
export async function changePullSecret(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canManagePullSecrets, schema: changedSecretSchema }, formData, saveChanges)
}

/** Takes a pasted docker configuration apart, then adds what the person chose of it. */
export async function addPastedSecrets(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canManagePullSecrets, schema: pasteSchema }, formData, addFromPaste)
}

/** Deletes a pull secret that nothing uses. */
export async function removePullSecret(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(
    { may: canManagePullSecrets, schema: z.object({ secretId: thingId }) },
    formData,
    async (viewer, { secretId }, values) => {
      if (!deletePullSecret(viewer, secretId))
        return failed(
          values,
          'Something uses this pull secret since you opened this page. Load it again to see what.',
        )
      await setFlash('The pull secret was deleted.')
      redirect('/admin/secrets')
    },
  )
}

function takenName(name: string): string {
  return `There is a pull secret “${name}” already. Choose another name.`
}
