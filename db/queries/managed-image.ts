/** One image as those see it who manage it. */
import { asc, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { canManageImage, type Viewer } from '#lib/access.ts'
import type { Tracked } from '#lib/images/freshness.ts'
import { db } from '../client.ts'
import { builds, groups, imageGroups, images, pullSecrets, users } from '../schema.ts'
import { trackedOf } from './image-sources.ts'
import type { LastBuild } from './images.ts'

export type ManagedImageDetail = Omit<typeof images.$inferSelect, 'createdBy' | 'updatedBy'> & {
  isReady: boolean
  createdBy: string
  /** Who saved the last edit; null while nobody has. */
  updatedBy: string | null
  /** Chosen groups; none counts while the image is Global. */
  groups: { id: number; name: string }[]
  /** The group whose managers made it; null for a system image. */
  ownerGroup: string | null
  pullSecret: string | null
  publishedNumber: number | null
  lastBuild: LastBuild | null
  /** Null for an image that has nothing to run yet. */
  tracked: Tracked | null
}

/** An image by its name, or null where there is none that this viewer manages. */
export function getManagedImage(viewer: Viewer, name: string): ManagedImageDetail | null {
  const editors = alias(users, 'editors')
  const people = { createdBy: users.name, updatedBy: editors.name }
  const row = db()
    .select({ image: images, ...people, ownerGroup: groups.name, pullSecret: pullSecrets.name })
    .from(images)
    .innerJoin(users, eq(users.id, images.createdBy))
    .leftJoin(editors, eq(editors.id, images.updatedBy))
    .leftJoin(groups, eq(groups.id, images.ownerGroupId))
    .leftJoin(pullSecrets, eq(pullSecrets.id, images.pullSecretId))
    .where(eq(images.name, name))
    .get()
  if (!row || !canManageImage(viewer, row.image)) return null
  const { image, ...names } = row
  return {
    ...image,
    ...names,
    isReady: image.reference !== null,
    groups: groupsOf(image.id),
    publishedNumber: image.publishedBuildId === null ? null : numberOf(image.publishedBuildId),
    lastBuild: lastBuildOf(image.id),
    tracked: trackedOf(image),
  }
}

function groupsOf(imageId: number) {
  return db()
    .select({ id: groups.id, name: groups.name })
    .from(imageGroups)
    .innerJoin(groups, eq(groups.id, imageGroups.groupId))
    .where(eq(imageGroups.imageId, imageId))
    .orderBy(asc(groups.name))
    .all()
}

function numberOf(buildId: number): number | null {
  return (
    db().select({ number: builds.number }).from(builds).where(eq(builds.id, buildId)).get()?.number ?? null
  )
}

function lastBuildOf(imageId: number): LastBuild | null {
  const { id, number, state, requestedAt } = builds
  const newest = db()
    .select({ id, number, state, requestedAt })
    .from(builds)
    .where(eq(builds.imageId, imageId))
    .orderBy(desc(id))
    .limit(1)
  return newest.get() ?? null
}
