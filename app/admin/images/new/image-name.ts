import { isNameGiven } from '#db/queries/images.ts'
import { canManageImages, type Viewer } from '#lib/access.ts'
import type { FormState } from '#lib/form-state.ts'
import { imageNameFrom } from '#lib/images/name.ts'

/** The image name that a display name would get now; empty for those who add no images. */
export function imageNameFor(viewer: Viewer | null, displayName: string): string {
  if (displayName === '' || !viewer || !canManageImages(viewer)) return ''
  return imageNameFrom(displayName, isNameGiven)
}

/** Adds the image name to a form that comes back. */
export function withImageName(viewer: Viewer | null, state: FormState): FormState {
  const imageName = imageNameFor(viewer, state.values.displayName?.[0]?.trim() ?? '')
  return { ...state, values: { ...state.values, imageName: [imageName] } }
}
