'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deleteImage } from '#db/queries/image-deletion.ts'
import { canManageImages } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { removeCopies } from '#lib/engine/registry-copies.ts'
import { type FormState, failed } from '#lib/form-state.ts'
import { ticked } from '#lib/images/form.ts'
import { markDeleted, removeBuildFolders } from '#lib/logs/remove.ts'

const schema = z.object({ name: z.string(), seen: z.string(), withCopies: ticked })
type Deletion = z.output<typeof schema>

const changed = 'The image changed since you opened this page. Load it again to read what goes, then decide.'

/** Deletes an image that is as the person saw it, the logs of its builds, and its copies where that is wanted. */
export async function removeImage(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canManageImages, schema }, formData, async (viewer, input, values) => {
    const outcome = deleteImage(viewer, input)
    if (outcome === 'changed') return failed(values, changed)
    if (outcome === 'gone') await setFlash('The image was deleted already.')
    else {
      const { displayName, ended, active, copies } = outcome
      const marks = active.map((id) => markDeleted(id, input.withCopies))
      await Promise.all([removeBuildFolders(ended), ...marks])
      await setFlash(`${displayName} has been deleted.${await clearRegistry(copies, input)}`)
    }
    redirect('/admin/images')
  })
}

async function clearRegistry(copies: Parameters<typeof removeCopies>[0], { withCopies }: Deletion) {
  if (!withCopies || copies.length === 0) return ''
  const { removed, fault } = await removeCopies(copies)
  if (fault === null) return ' The registry’s copies are removed, too.'
  return ` Of ${copies.length} copies in the registry ${copies.length - removed} could not be removed: ${fault}`
}
