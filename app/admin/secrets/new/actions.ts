'use server'

import { redirect } from 'next/navigation'
import { insertPullSecret } from '#db/queries/pull-secrets.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, invalid } from '#lib/form-state.ts'
import { passwordPurpose } from '#lib/secrets/pull-secret.ts'
import { seal } from '#lib/secrets/seal.ts'
import { pullSecretSchema } from './schema.ts'

export async function createPullSecret(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(pullSecretSchema, formData, async (viewer, { password, ...secret }, values) => {
    const isNew = insertPullSecret(viewer, { ...secret, sealedPassword: seal(password, passwordPurpose) })
    if (!isNew)
      return invalid(values, {
        name: [`There is a pull secret “${secret.name}” already. Choose another name.`],
      })
    await setFlash(`Pull secret “${secret.name}” was added.`)
    redirect('/admin/secrets')
  })
}
