/** Groups made, described and deleted by administrators. */
import { and, eq, sql } from 'drizzle-orm'
import { allow, canManageGroups, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { groups, images } from '../schema.ts'
import { getGroupContents } from './group-contents.ts'

export type Deleted = 'deleted' | 'changed' | 'from sign-in' | 'gone'

/** Adds a group by hand. Returns its id, or the name of the group that is called so already. */
export function insertGroup(
  viewer: Viewer,
  group: { name: string; description: string },
): { id: number } | { taken: string } {
  allow(canManageGroups(viewer), 'add groups')
  return db().transaction(
    () => {
      const known = findNamesake(group.name)
      if (known) return { taken: known }
      const row = { ...group, origin: 'hand' as const, createdAt: Date.now() }
      return db().insert(groups).values(row).returning({ id: groups.id }).get()
    },
    { behavior: 'immediate' },
  )
}

/**
 * Changes a description that still is what the person saw (`was`). Returns what it is now: the new one when it was
 * changed, somebody else's when they were first, null when the group is gone.
 */
export function updateDescription(
  viewer: Viewer,
  { id, was, description }: { id: number; was: string; description: string },
): string | null {
  allow(canManageGroups(viewer), 'change groups')
  const unchanged = and(eq(groups.id, id), eq(groups.description, was))
  db().update(groups).set({ description }).where(unchanged).run()
  return db().select({ now: groups.description }).from(groups).where(eq(groups.id, id)).get()?.now ?? null
}

/**
 * Deletes a hand-made group, its memberships and what was shared with it; images of its managers become system
 * images. `seen` is what the person was shown (`GroupContents.seen`): a group that changed since is not deleted.
 */
export function deleteGroup(viewer: Viewer, { id, seen }: { id: number; seen: string }): Deleted {
  allow(canManageGroups(viewer), 'delete groups')
  return db().transaction(
    () => {
      const group = db().select().from(groups).where(eq(groups.id, id)).get()
      if (!group) return 'gone'
      if (group.origin !== 'hand') return 'from sign-in'
      if (getGroupContents(viewer, id).seen !== seen) return 'changed'
      const stamp = { revision: sql`${images.revision} + 1`, updatedAt: Date.now(), updatedBy: viewer.userId }
      const orphaned = { ownerGroupId: null, ...stamp }
      db().update(images).set(orphaned).where(eq(images.ownerGroupId, id)).run()
      db().delete(groups).where(eq(groups.id, id)).run()
      return 'deleted'
    },
    { behavior: 'immediate' },
  )
}

/** Two names that people would take for one are one. */
function findNamesake(name: string): string | undefined {
  const folded = fold(name)
  const all = db().select({ name: groups.name }).from(groups).all()
  return all.find((group) => fold(group.name) === folded)?.name
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
