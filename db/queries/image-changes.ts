/** Adding images. One transaction each: the image, its groups and its first build, or nothing. */
import { allow, canCreateImage, type Viewer } from '#lib/access.ts'
import { imageNameFrom } from '#lib/images/name.ts'
import type { BuildSpec, ImageType, Registered } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { imageGroups, images } from '../schema.ts'
import { insertBuild } from './builds.ts'
import { type RegisteredColumns, registeredColumns } from './image-sources.ts'
import { isDisplayNameTaken, isNameGiven } from './images.ts'
import { nextId } from './next-id.ts'
import { recordAudit } from './record-audit.ts'

type NewImage = {
  /** The group of whose managers it is; null for a system image. */
  ownerGroupId?: number | null
  displayName: string
  description: string
  type: ImageType
  pullSecretId: number | null
  /** Both count for system images only: a group image is for its group. */
  isGlobal: boolean
  groupIds: number[]
}
export type NewExistingImage = NewImage & Registered
export type NewCustomImage = NewImage & { spec: BuildSpec; rebuildsOnNewBase?: boolean }

/** Thrown when another image took the display name first. */
export class NameTaken extends Error {
  override name = 'NameTaken'
}

/** Adds an image that exists in a registry; it is ready at once. Returns its image name. */
export function insertExistingImage(viewer: Viewer, image: NewExistingImage): string {
  allowCreation(viewer, image)
  const origin = { source: 'existing', ...registeredColumns(image) } as const
  return db().transaction(() => insertImage(viewer, image, origin).name, { behavior: 'immediate' })
}

/** Adds an image to be built and queues its first build. Returns both ids. */
export function insertCustomImage(viewer: Viewer, image: NewCustomImage): { name: string; buildId: number } {
  allowCreation(viewer, image)
  return db().transaction(
    () => {
      const { rebuildsOnNewBase = false } = image
      const { id, name } = insertImage(viewer, image, { source: 'custom', rebuildsOnNewBase })
      return { name, buildId: insertBuild(viewer, { imageId: id, spec: image.spec }) }
    },
    { behavior: 'immediate' },
  )
}

function allowCreation(viewer: Viewer, { ownerGroupId = null }: NewImage): void {
  const what = ownerGroupId === null ? 'add system images' : 'add images for this group'
  allow(canCreateImage(viewer, ownerGroupId), what)
}

type Origin = { source: 'custom'; rebuildsOnNewBase: boolean } | ({ source: 'existing' } & RegisteredColumns)

function insertImage(viewer: Viewer, image: NewImage, origin: Origin) {
  const { displayName, description, type, pullSecretId, ownerGroupId = null } = image
  const { isGlobal, groupIds } = ownerGroupId === null ? image : { isGlobal: false, groupIds: [] }
  if (isDisplayNameTaken(displayName)) throw new NameTaken(`“${displayName}” is taken.`)
  const name = imageNameFrom(displayName, isNameGiven)
  const now = Date.now()
  const row = { name, displayName, description, type, pullSecretId, isGlobal, ownerGroupId, ...origin }
  const { id } = db()
    .insert(images)
    .values({ id: nextId('images'), ...row, createdBy: viewer.userId, createdAt: now, updatedAt: now })
    .returning({ id: images.id })
    .get()
  if (!isGlobal) {
    for (const groupId of new Set(groupIds)) db().insert(imageGroups).values({ imageId: id, groupId }).run()
  }
  recordAudit(viewer, { action: 'image.add', id })
  return { id, name }
}
