'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { requestCancel } from '#db/queries/builds.ts'
import { canManageImages } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import type { FormState } from '#lib/form-state.ts'

const schema = z.object({ buildId: z.coerce.number().int().positive() })

/** Asks the builder to stop a build, then shows it. */
export async function cancelBuild(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canManageImages, schema }, formData, async (viewer, { buildId }) => {
    if (!requestCancel(viewer, buildId)) await setFlash('There was nothing left to cancel.')
    redirect(`/admin/builds/${buildId}`)
  })
}
