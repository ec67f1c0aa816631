'use server'

import { canCreateImage } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'
import { type FormState, invalid } from '#lib/form-state.ts'
import { imageForm } from '#lib/images/form.ts'
import { addCustomImage } from './add-custom-image.ts'
import { addExistingImage } from './add-existing-image.ts'
import { isLookUp, lookUpReferences } from './look-up.ts'
import { unpackPasted } from './pasted.ts'
import { isPreview, previewContext } from './preview.ts'
import { withUnderstanding } from './understanding.ts'

/** Adds an existing image, or queues the first build of a custom one, unless a list must be looked at again first. */
export async function createImage(_: FormState, formData: FormData): Promise<FormState> {
  const options = { allowPipUrls: config().SLIPWAY_PIP_URLS }
  const unpacked = (await viewer()) && unpackPasted(formData)
  if (unpacked) return withUnderstanding(unpacked, options)
  if (isLookUp(formData)) return withUnderstanding(await lookUpReferences(formData), options)
  if (isPreview(formData)) return withUnderstanding(await previewContext(formData, options), options)
  const state = await runAction(imageForm(options), formData, (asking, form, values) => {
    if (!canCreateImage(asking, form.ownerGroupId)) return invalid(values, notYours)
    return form.source === 'custom'
      ? addCustomImage(asking, form, values)
      : addExistingImage(asking, form, values)
  })
  return withUnderstanding(state, options)
}

const notYours = {
  ownerGroupId: ['You do not manage this group. Images are added for a group by its managers.'],
}
