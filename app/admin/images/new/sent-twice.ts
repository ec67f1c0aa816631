import { redirect } from 'next/navigation'
import { findTwin } from '#db/queries/image-twins.ts'
import type { Viewer } from '#lib/access.ts'
import { setFlash } from '#lib/auth/flash.ts'
import type { CustomImageForm, ExistingImageForm } from '#lib/images/form.ts'

/** Leads whoever sent a form twice to what the first one made; does nothing for all others. */
export async function showFirst(viewer: Viewer, form: ExistingImageForm | CustomImageForm): Promise<void> {
  const twin = findTwin(viewer, form)
  if (!twin) return
  await setFlash(`The form was sent twice: image “${form.displayName}” was added once.`)
  redirect(twin.buildId === null ? `/admin/images/${twin.name}` : `/admin/builds/${twin.buildId}`)
}
