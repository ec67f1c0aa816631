'use server'

import { allow, canCreateSystemImage } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { config } from '#lib/config.ts'
import type { FormState } from '#lib/form-state.ts'
import { imageForm } from '#lib/images/form.ts'
import { addCustomImage } from './add-custom-image.ts'
import { addExistingImage } from './add-existing-image.ts'
import { withUnderstanding } from './understanding.ts'

/** Adds an existing image, or queues the first build of a custom one. */
export async function createImage(_: FormState, formData: FormData): Promise<FormState> {
  const options = { allowPipUrls: config().SLIPWAY_PIP_URLS }
  const state = await runAction(imageForm(options), formData, (viewer, form, values) => {
    allow(canCreateSystemImage(viewer), 'add system images')
    return form.source === 'custom'
      ? addCustomImage(viewer, form, values)
      : addExistingImage(viewer, form, values)
  })
  return withUnderstanding(state, options)
}
