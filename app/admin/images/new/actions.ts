'use server'

import { allow, canCreateSystemImage } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'
import type { FormState } from '#lib/form-state.ts'
import { imageForm } from '#lib/images/form.ts'
import { addCustomImage } from './add-custom-image.ts'
import { addExistingImage } from './add-existing-image.ts'
import { unpackPasted } from './pasted.ts'
import { withUnderstanding } from './understanding.ts'

/** Adds an existing image, or queues the first build of a custom one, unless a list must be looked at again first. */
export async function createImage(_: FormState, formData: FormData): Promise<FormState> {
  const options = { allowPipUrls: config().SLIPWAY_PIP_URLS }
  const unpacked = (await viewer()) && unpackPasted(formData)
  if (unpacked) return withUnderstanding(unpacked, options)
  const state = await runAction(imageForm(options), formData, (asking, form, values) => {
    allow(canCreateSystemImage(asking), 'add system images')
    return form.source === 'custom'
      ? addCustomImage(asking, form, values)
      : addExistingImage(asking, form, values)
  })
  return withUnderstanding(state, options)
}
