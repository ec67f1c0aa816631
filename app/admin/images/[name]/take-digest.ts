'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { updateImage } from '#db/queries/image-edits.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { canManageImages } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, failed } from '#lib/form-state.ts'
import { thingId } from '#lib/form-text.ts'
import { whoChanged } from '#lib/images/edit-values.ts'
import { openerFor } from '../kept-secret.ts'
import { checkReferences } from '../new/check-references.ts'

const schema = z.object({ name: z.string(), seen: thingId })

/** Looks an existing image up again and keeps what its registry has now; everything else of it stays. */
export async function takeDigest(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canManageImages, schema }, formData, async (viewer, { name, seen }, values) => {
    const image = getManagedImage(viewer, name)
    if (!image?.reference || image.source !== 'existing') return failed(values, gone)
    const { reference, gpuReference } = image
    const opener = openerFor(viewer, image, { ...image, references: [reference, gpuReference] })
    const { faults, registered } = await checkReferences(viewer, { ...image, reference }, opener)
    const [fault] = Object.values(faults).flat()
    if (fault !== undefined) return failed(values, `Nothing was changed. ${fault}`)
    const groupIds = image.groups.map(({ id }) => id)
    const outcome = updateImage(viewer, { ...image, groupIds, seen, registered })
    if (outcome === 'gone') return failed(values, gone)
    const now = outcome === 'overtaken' && getManagedImage(viewer, name)
    if (now) return failed(values, `Nothing was changed: ${whoChanged(now)}. Load the page again.`)
    await setFlash(`“${image.displayName}” is what its registry has now.`, `/images/${name}`)
    redirect(`/admin/images/${name}`)
  })
}

const gone = 'This image is not there any more: somebody deleted it.'
