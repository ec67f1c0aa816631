/** What is edited of an image. Two people who edit at once are told; neither overwrites the other unseen. */
import { eq } from 'drizzle-orm'
import { allow, canManageImage, canShareImages, type Viewer } from '#lib/access.ts'
import type { ImageSource, ImageType, Registered } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { imageGroups, images } from '../schema.ts'
import { registeredColumns } from './image-sources.ts'
import { auditFacts, recordAudit } from './record-audit.ts'

export type ImageEdit = {
  name: string
  /** `images.revision` when the person opened the form. */
  seen: number
  description: string
  type: ImageType
  pullSecretId: number | null
  isGlobal: boolean
  groupIds: readonly number[]
  /** Of a custom image; left as it is where it is not said. */
  rebuildsOnNewBase?: boolean
  /** Of an existing image; a custom one gets its reference from builds. */
  registered?: Registered
}

/** Saves an edit. Who may use the image stays as it is where the viewer may not decide that. */
export function updateImage(viewer: Viewer, edit: ImageEdit): 'saved' | 'overtaken' | 'gone' {
  return db().transaction(
    () => {
      const image = db().select().from(images).where(eq(images.name, edit.name)).get()
      if (!image) return 'gone'
      allow(canManageImage(viewer, image), 'edit this image')
      if (image.revision !== edit.seen) return 'overtaken'
      const before = auditFacts('image', image.id)
      const { description, type, pullSecretId } = edit
      const change = { description, type, pullSecretId, ...ofSource(image.source, edit) }
      const stamp = { revision: image.revision + 1, updatedAt: Date.now(), updatedBy: viewer.userId }
      db()
        .update(images)
        .set({ ...change, ...stamp })
        .where(eq(images.id, image.id))
        .run()
      if (canShareImages(viewer)) share(image.id, edit)
      recordAudit(viewer, { action: 'image.edit', id: image.id, before })
      return 'saved'
    },
    { behavior: 'immediate' },
  )
}

function ofSource(source: ImageSource, { registered, rebuildsOnNewBase }: ImageEdit) {
  if (source === 'existing') return registered ? registeredColumns(registered) : {}
  return rebuildsOnNewBase === undefined ? {} : { rebuildsOnNewBase }
}

function share(imageId: number, { isGlobal, groupIds }: ImageEdit): void {
  db().update(images).set({ isGlobal }).where(eq(images.id, imageId)).run()
  db().delete(imageGroups).where(eq(imageGroups.imageId, imageId)).run()
  if (isGlobal) return
  for (const groupId of new Set(groupIds)) db().insert(imageGroups).values({ imageId, groupId }).run()
}
