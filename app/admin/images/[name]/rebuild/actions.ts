'use server'

import { canManageImages } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'
import type { FormState } from '#lib/form-state.ts'
import { rebuildForm } from '#lib/images/rebuild-form.ts'
import { unpackPasted } from '../../new/pasted.ts'
import { isPreview, previewContext } from '../../new/preview.ts'
import { withUnderstanding } from '../../new/understanding.ts'
import { chooseBase } from './choose-base.ts'
import { queueRebuild } from './queue-rebuild.ts'

/** Queues another build of a custom image, unless a list must be looked at again first. */
export async function rebuildImage(_: FormState, formData: FormData): Promise<FormState> {
  const options = { allowPipUrls: config().SLIPWAY_PIP_URLS }
  const asking = await viewer(canManageImages)
  const door = { may: canManageImages, schema: rebuildForm(options) }
  if (!asking) return runAction(door, formData, queueRebuild)
  const unpacked = unpackPasted(formData)
  if (unpacked) return withUnderstanding(unpacked, options)
  const chosen = chooseBase(asking, formData)
  if (!(chosen instanceof FormData)) return withUnderstanding(chosen, options)
  if (isPreview(chosen)) return withUnderstanding(await previewContext(chosen, options), options)
  const state = await runAction(door, chosen, queueRebuild)
  return withUnderstanding(state, options)
}
