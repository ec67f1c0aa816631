/** Groups made, described and deleted by administrators. */
import { and, eq, ne, sql } from 'drizzle-orm'
import { union } from 'drizzle-orm/sqlite-core'
import { allow, canManageGroups, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { groups, imageGroups, images, memberships, pullSecretGroups } from '../schema.ts'
import { getGroupContents } from './group-contents.ts'
import { nextId } from './next-id.ts'
import { auditFacts, recordAudit } from './record-audit.ts'

export type GroupText = { name: string; description: string }

/** `taken`: who has that name. `changed`: what somebody else made of it meanwhile. */
export type GroupSaved = 'saved' | 'gone' | 'from sign-in' | { taken: string } | { changed: GroupText }

const longest = 1000

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
      const row = { id: nextId('groups'), ...group, origin: 'hand' as const, createdAt: Date.now() }
      const added = db().insert(groups).values(row).returning({ id: groups.id }).get()
      recordAudit(viewer, { action: 'group.add', id: added.id })
      return added
    },
    { behavior: 'immediate' },
  )
}

/**
 * Changes the name and the description of a group that still is what the person saw (`was`). Only a name that no claim
 * gives can be changed: else its people would be in a new group of the old name after their next sign-in.
 */
export function updateGroup(
  viewer: Viewer,
  { id, was, name, description }: GroupText & { id: number; was: GroupText },
): GroupSaved {
  allow(canManageGroups(viewer), 'change groups')
  return db().transaction(
    () => {
      const now = db().select().from(groups).where(eq(groups.id, id)).get()
      if (!now) return 'gone'
      if (now.name !== was.name || now.description !== was.description) return { changed: now }
      if (name !== now.name && isNamedByClaims(id)) return 'from sign-in'
      const known = findNamesake(name, id)
      if (known) return { taken: known }
      const before = auditFacts('group', id)
      db().update(groups).set({ name, description }).where(eq(groups.id, id)).run()
      recordAudit(viewer, { action: 'group.edit', id, before })
      return 'saved'
    },
    { behavior: 'immediate' },
  )
}

/** Whether the sign-in provider names a group: it was made so, or somebody's claims put them into it. */
export function isNamedBySignIn(viewer: Viewer, id: number): boolean {
  allow(canManageGroups(viewer), 'see this group')
  return isNamedByClaims(id)
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
      const before = auditFacts('group', id)
      const touched = factsOfShared(id)
      db().update(images).set(orphaned).where(eq(images.ownerGroupId, id)).run()
      db().delete(groups).where(eq(groups.id, id)).run()
      recordAudit(viewer, { action: 'group.delete', id, before })
      for (const each of touched) recordAudit(viewer, each)
      return 'deleted'
    },
    { behavior: 'immediate' },
  )
}

/** What a group's deletion changes of others: its images, those that it may use, and its pull secrets. */
function factsOfShared(id: number) {
  const [group, { imageId, groupId }] = [eq(images.ownerGroupId, id), imageGroups]
  const owned = db().select({ id: images.id }).from(images).where(group)
  const shared = db().select({ id: imageId }).from(imageGroups).where(eq(groupId, id))
  const secrets = db().select({ id: pullSecretGroups.pullSecretId }).from(pullSecretGroups)
  return [
    ...union(owned, shared)
      .all()
      .map((image) => ({ action: 'image.edit' as const, ...image, before: auditFacts('image', image.id) })),
    ...secrets
      .where(eq(pullSecretGroups.groupId, id))
      .all()
      .map((secret) => ({
        action: 'secret.edit' as const,
        ...secret,
        before: auditFacts('secret', secret.id),
      })),
  ]
}

function isNamedByClaims(id: number): boolean {
  const { origin } = groups
  const made = db().select({ origin }).from(groups).where(eq(groups.id, id)).get()
  if (made?.origin === 'claims') return true
  const claimed = and(eq(memberships.groupId, id), eq(memberships.origin, 'claims'))
  return (
    db().select({ id: memberships.groupId }).from(memberships).where(claimed).limit(1).get() !== undefined
  )
}

/** Two names that people would take for one are one. */
function findNamesake(name: string, exceptId = 0): string | undefined {
  const folded = fold(name)
  const others = db().select({ name: groups.name }).from(groups).where(ne(groups.id, exceptId)).all()
  return others.find((group) => fold(group.name) === folded)?.name
}

/** Claims may give names of any length: one that nobody could have typed is like no other. */
function fold(name: string): string {
  return name.length > longest ? name : name.normalize('NFKC').toLowerCase()
}
