/** The access rules of lib/access.ts as SQL conditions, for lists; single rows are asked there again. */
import { and, eq, exists, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { canUseCatalogue, managedGroupIds, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { imageGroups, images } from '../schema.ts'

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

/** Published or registered: there is something to run. */
export function isReady(): SQL {
  return isNotNull(images.reference)
}
