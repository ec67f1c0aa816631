/** The access rules of lib/access.ts as SQL conditions, for lists; single rows are asked there again. */
import { and, eq, exists, inArray, or, type SQL, sql } from 'drizzle-orm'
import { canUseCatalogue, managedGroupIds, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { imageGroups, images } from '../schema.ts'
import type { Condition, Way } from './narrow.ts'

/** Images that `canSeeImage` allows this viewer. */
export function isVisibleTo(viewer: Viewer): SQL {
  if (viewer.isAdministrator) return sql`1`
  if (!canUseCatalogue(viewer)) return sql`0`
  const mine = viewer.groups.map((group) => group.id)
  const shared = db()
    .select({ one: sql`1` })
    .from(imageGroups)
    .where(and(eq(imageGroups.imageId, images.id), inArray(imageGroups.groupId, mine)))
  return or(eq(images.isGlobal, true), inArray(images.ownerGroupId, mine), exists(shared)) ?? sql`0`
}

/** Images that `canManageImage` allows this viewer. */
export function isManagedBy(viewer: Viewer): SQL {
  if (viewer.isAdministrator) return sql`1`
  return inArray(images.ownerGroupId, managedGroupIds(viewer))
}

/** Images that `canSeeImage` allows, for long lists: nothing to ask for those who see everything. */
export function visibleTo(viewer: Viewer): Condition[] {
  if (viewer.isAdministrator) return []
  if (!canUseCatalogue(viewer)) return [sql`0`]
  const mine = viewer.groups.map((group) => group.id)
  return [[global, ownedBy(mine), sharedWith(mine)]]
}

/** Images that `canManageImage` allows, for long lists. */
export function managedBy(viewer: Viewer): Condition[] {
  return viewer.isAdministrator ? [] : [[ownedBy(managedGroupIds(viewer))]]
}

const global: Way = {
  test: eq(images.isGlobal, true),
  ids: (limit) => sql`SELECT id FROM images WHERE is_global = 1 LIMIT ${limit}`,
}

/** Images of the managers of some groups. */
export function ownedBy(groupIds: readonly number[]): Way {
  const mine = sql`(SELECT value FROM json_each(${JSON.stringify(groupIds)}))`
  return {
    test: sql`${images.ownerGroupId} IN ${mine}`,
    ids: (limit) => sql`SELECT id FROM images WHERE owner_group_id IN ${mine} LIMIT ${limit}`,
  }
}

/** Images that were given to some groups. The plus sign: an image has few groups, some people have hundreds. */
export function sharedWith(groupIds: readonly number[]): Way {
  const mine = sql`(SELECT value FROM json_each(${JSON.stringify(groupIds)}))`
  return {
    test: sql`EXISTS (SELECT 1 FROM image_groups s WHERE s.image_id = ${images.id} AND +s.group_id IN ${mine})`,
    ids: (limit) =>
      sql`SELECT DISTINCT image_id AS id FROM image_groups WHERE group_id IN ${mine} LIMIT ${limit}`,
  }
}

/** Published or registered: there is something to run. */
export function isReady(): SQL {
  return eq(images.isReady, true)
}
