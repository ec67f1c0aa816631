/** Who is in a group, by which origin; and what administrators change of it by hand. */
import { and, asc, count, eq, sql } from 'drizzle-orm'
import { allow, canManageGroups, type GroupRole, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { groups, memberships, users } from '../schema.ts'
import { type Paged, pageSize } from './groups.ts'
import { auditFacts, recordAudit } from './record-audit.ts'

/** A role for each origin; null where that origin does not know the person. */
export type Member = {
  userId: number
  name: string
  email: string | null
  claimed: GroupRole | null
  byHand: GroupRole | null
}

export type Person = { id: number; name: string; email: string | null }

/** A group's people by name, each once. */
export function listMembers(viewer: Viewer, groupId: number, page = 1): Paged<Member> {
  allow(canManageGroups(viewer), 'see who is in a group')
  const mine = eq(memberships.groupId, groupId)
  const people = sql<number>`count(DISTINCT ${memberships.userId})`
  const total = db().select({ count: people }).from(memberships).where(mine).get()?.count ?? 0
  const rows = db()
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      claimed: roleBy('claims'),
      byHand: roleBy('hand'),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(mine)
    .groupBy(users.id)
    .orderBy(sql`${users.name} COLLATE NOCASE`, asc(users.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .all()
  return { rows, count: total, page, pageSize }
}

/** Everyone who has signed in, by name: those who can be added to a group. */
export function listPeople(viewer: Viewer): Person[] {
  allow(canManageGroups(viewer), 'see everyone who has signed in')
  const { id, name, email } = users
  return db().select({ id, name, email }).from(users).orderBy(sql`${name} COLLATE NOCASE`, asc(id)).all()
}

/**
 * Sets or (null) removes what an administrator gave; what claims gave stays as it is.
 * Returns false when the person or the group is gone.
 */
export function setRoleByHand(
  viewer: Viewer,
  { groupId, userId, role }: { groupId: number; userId: number; role: GroupRole | null },
): boolean {
  allow(canManageGroups(viewer), 'change who is in a group')
  return db().transaction(
    () => {
      if (!isThere(groupId, userId)) return false
      const before = auditFacts('group', groupId)
      const key = { groupId, userId, origin: 'hand' as const }
      const held = and(
        eq(memberships.groupId, groupId),
        eq(memberships.userId, userId),
        eq(memberships.origin, 'hand'),
      )
      if (role === null) db().delete(memberships).where(held).run()
      else {
        const { userId: user, groupId: group, origin } = memberships
        const conflict = { target: [user, group, origin], set: { role } }
        db()
          .insert(memberships)
          .values({ ...key, role })
          .onConflictDoUpdate(conflict)
          .run()
      }
      recordAudit(viewer, { action: 'group.people', id: groupId, before })
      return true
    },
    { behavior: 'immediate' },
  )
}

function roleBy(origin: 'claims' | 'hand') {
  return sql<GroupRole | null>`max(CASE WHEN ${memberships.origin} = ${origin} THEN ${memberships.role} END)`
}

function isThere(groupId: number, userId: number): boolean {
  const group = db().select({ count: count() }).from(groups).where(eq(groups.id, groupId)).get()
  const user = db().select({ count: count() }).from(users).where(eq(users.id, userId)).get()
  return group?.count === 1 && user?.count === 1
}
