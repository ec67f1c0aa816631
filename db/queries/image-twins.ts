/** Forms that were sent twice. */
import { and, eq, gt } from 'drizzle-orm'
import type { Viewer } from '#lib/access.ts'
import type { CustomImageForm, ExistingImageForm } from '#lib/images/form.ts'
import { db } from '../client.ts'
import { builds, imageGroups, images } from '../schema.ts'

type Sent = ExistingImageForm | Omit<CustomImageForm, 'baseTriggers' | 'isAgreed'>
type ImageRow = typeof images.$inferSelect

/** `buildId`: the first build of a custom image. */
export type Twin = { name: string; buildId: number | null }

const momentMs = 60_000

/** The image that the same person added within the last minute with the very same content, or null. */
export function findTwin(viewer: Viewer, sent: Sent): Twin | null {
  const isRecent = gt(images.createdAt, Date.now() - momentMs)
  const isTheirs = and(
    eq(images.displayName, sent.displayName),
    eq(images.createdBy, viewer.userId),
    isRecent,
  )
  const image = db().select().from(images).where(isTheirs).get()
  if (!image || image.source !== sent.source || !isSame(image, sent)) return null
  if (sent.source === 'existing')
    return isSameReference(image, sent) ? { name: image.name, buildId: null } : null
  const isFirst = and(eq(builds.imageId, image.id), eq(builds.number, 1))
  const first = db().select().from(builds).where(isFirst).get()
  const { base, pullSecretId, apt, conda, pip } = sent
  const wanted = { base, pullSecretId, apt, conda, pip }
  if (image.rebuildsOnNewBase !== sent.rebuildsOnNewBase) return null
  const isSameSpec =
    first && Object.entries(wanted).every(([key, value]) => first.spec[key as keyof typeof wanted] === value)
  return isSameSpec ? { name: image.name, buildId: first.id } : null
}

function isSame(image: ImageRow, sent: Sent): boolean {
  const shared = db().select().from(imageGroups).where(eq(imageGroups.imageId, image.id)).all()
  const groupIds = new Set(shared.map(({ groupId }) => groupId))
  const wanted = new Set(sent.groupIds)
  return (
    image.description === sent.description &&
    image.type === sent.type &&
    image.pullSecretId === sent.pullSecretId &&
    image.ownerGroupId === sent.ownerGroupId &&
    image.isGlobal === sent.isGlobal &&
    groupIds.size === wanted.size &&
    [...wanted].every((id) => groupIds.has(id))
  )
}

function isSameReference(image: ImageRow, sent: ExistingImageForm): boolean {
  return image.reference === sent.reference && image.gpuReference === sent.gpuReference
}
