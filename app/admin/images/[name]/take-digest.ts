'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { updateImage } from '#db/queries/image-edits.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, failed } from '#lib/form-state.ts'
import { thingId } from '#lib/form-text.ts'
import { checkReferences } from '../new/check-references.ts'

const schema = z.object({ name: z.string(), seen: thingId })

/** Looks an existing image up again and keeps what its registry has now; everything else of it stays. */
export async function takeDigest(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(schema, formData, async (viewer, { name, seen }, values) => {
    const image = getManagedImage(viewer, name)
    if (!image?.reference || image.source !== 'existing') return failed(values, gone)
    const { faults, registered } = await checkReferences(viewer, { ...image, reference: image.reference })
    const [fault] = Object.values(faults).flat()
    if (fault !== undefined) return failed(values, `Nothing was changed. ${fault}`)
    const groupIds = image.groups.map(({ id }) => id)
    const outcome = updateImage(viewer, { ...image, groupIds, seen, registered })
    if (outcome === 'gone') return failed(values, gone)
    if (outcome === 'overtaken') return failed(values, overtaken)
    await setFlash(`“${image.displayName}” is what its registry has now.`, `/images/${name}`)
    redirect(`/admin/images/${name}`)
  })
}

const gone = 'This image is not there any more: somebody deleted it.'
const overtaken = 'Somebody else changed this image since you opened this page. Load it again.'
