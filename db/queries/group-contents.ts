/** What hangs on a group: images, people, pull secrets. Shown on its page, and before it is deleted. */
import { createHash } from 'node:crypto'
import { and, asc, eq, exists, or, sql } from 'drizzle-orm'
import { allow, canManageGroups, type Viewer } from '#lib/access.ts'
import type { ImageType } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { imageGroups, images, memberships, pullSecretGroups, pullSecrets, users } from '../schema.ts'

/** `isOwned`: made by the group's managers. `isOnlyHere`: nobody but administrators has it without this group. */
export type GroupImage = {
  name: string
  displayName: string
  type: ImageType
  isReady: boolean
  isOwned: boolean
  isOnlyHere: boolean
}

export type GroupContents = {
  images: GroupImage[]
  people: { id: number; name: string; isClaimed: boolean }[]
  pullSecrets: string[]
  /** Changes when any of the above does. */
  seen: string
}

/** Everything that a group has. */
export function getGroupContents(viewer: Viewer, groupId: number): GroupContents {
  const contents = {
    images: listGroupImages(viewer, groupId),
    people: listPeople(groupId),
    pullSecrets: listSecretNames(groupId),
  }
  return { ...contents, seen: createHash('sha256').update(JSON.stringify(contents)).digest('base64url') }
}

/** Images of a group's managers and images shared with it, by display name. Not those that are for every group. */
export function listGroupImages(viewer: Viewer, groupId: number): GroupImage[] {
  allow(canManageGroups(viewer), 'see this group')
  const shared = db()
    .select({ one: sql`1` })
    .from(imageGroups)
    .where(and(eq(imageGroups.imageId, images.id), eq(imageGroups.groupId, groupId)))
  const rows = db()
    .select({ image: images, others: otherGroups(groupId) })
    .from(images)
    .where(or(eq(images.ownerGroupId, groupId), and(eq(images.isGlobal, false), exists(shared))))
    .orderBy(asc(images.displayName))
    .all()
  return rows.map(({ image, others }) => {
    const { name, displayName, type, isGlobal, ownerGroupId } = image
    const isOwned = ownerGroupId === groupId
    const hasOtherOwner = ownerGroupId !== null && !isOwned
    const isOnlyHere = !isGlobal && others === 0 && !hasOtherOwner
    return { name, displayName, type, isReady: image.reference !== null, isOwned, isOnlyHere }
  })
}

function otherGroups(groupId: number) {
  return sql<number>`(SELECT count(*) FROM image_groups s WHERE s.image_id = "images"."id" AND s.group_id <> ${groupId})`
}

function listPeople(groupId: number) {
  return db()
    .select({
      id: users.id,
      name: users.name,
      isClaimed: sql`max(${memberships.origin} = 'claims')`.mapWith(Boolean),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.groupId, groupId))
    .groupBy(users.id)
    .orderBy(asc(users.name), asc(users.id))
    .all()
}

function listSecretNames(groupId: number): string[] {
  const rows = db()
    .select({ name: pullSecrets.name })
    .from(pullSecretGroups)
    .innerJoin(pullSecrets, eq(pullSecrets.id, pullSecretGroups.pullSecretId))
    .where(eq(pullSecretGroups.groupId, groupId))
    .orderBy(asc(pullSecrets.name))
    .all()
  return rows.map((row) => row.name)
}
