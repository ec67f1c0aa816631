'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deleteImage } from '#db/queries/image-deletion.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, failed } from '#lib/form-state.ts'
import { markDeleted, removeBuildFolders } from '#lib/logs/remove.ts'

const schema = z.object({ name: z.string(), seen: z.string() })

/** Deletes an image that is as the person saw it, and the logs of its builds. */
export async function removeImage(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(schema, formData, async (viewer, input, values) => {
    const outcome = deleteImage(viewer, input)
    if (outcome === 'changed')
      return failed(
        values,
        'The image changed since you opened this page. Load it again to read what goes, then decide.',
      )
    if (outcome === 'gone') await setFlash('The image was deleted already.')
    else {
      await Promise.all([removeBuildFolders(outcome.ended), ...outcome.active.map(markDeleted)])
      await setFlash(`${outcome.displayName} has been deleted.`)
    }
    redirect('/admin/images')
  })
}
