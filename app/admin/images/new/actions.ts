'use server'

import { canCreateImage, canManageImages } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'
import { type FormState, invalid } from '#lib/form-state.ts'
import { type FormOptions, imageForm } from '#lib/images/form.ts'
import { addCustomImage } from './add-custom-image.ts'
import { addExistingImage } from './add-existing-image.ts'
import { withImageName } from './image-name.ts'
import { isLookUp, lookUpReferences } from './look-up.ts'
import { unpackPasted } from './pasted.ts'
import { isPreview, previewContext } from './preview.ts'
import { withUnderstanding } from './understanding.ts'

/** Adds an existing image, or queues the first build of a custom one, unless a list must be looked at again first. */
export async function createImage(_: FormState, formData: FormData): Promise<FormState> {
  const options = { allowPipUrls: config().SLIPWAY_PIP_URLS }
  const asking = await viewer(canManageImages)
  if (!asking) return answer(formData, options)
  const state = unpackPasted(formData) ?? (await answer(formData, options))
  return withImageName(asking, withUnderstanding(state, options))
}

function answer(formData: FormData, options: FormOptions): Promise<FormState> {
  if (isLookUp(formData)) return lookUpReferences(formData)
  if (isPreview(formData)) return previewContext(formData, options)
  return runAction({ may: canManageImages, schema: imageForm(options) }, formData, (asking, form, values) => {
    if (!canCreateImage(asking, form.ownerGroupId)) return invalid(values, notYours)
    return form.source === 'custom'
      ? addCustomImage(asking, form, values)
      : addExistingImage(asking, form, values)
  })
}

const notYours = {
  ownerGroupId: ['You do not manage this group. Images are added for a group by its managers.'],
}
