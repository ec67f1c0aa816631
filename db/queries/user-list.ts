/** Everyone who has signed in, for administrators. What the provider says about a person is in users.ts. */
import { asc, count, desc, eq, exists, or, type SQL, sql } from 'drizzle-orm'
import { allow, canSeeUsers, type GroupRole, type Origin, type Viewer } from '#lib/access.ts'
import type { PagedQuery } from '#lib/lists/paged-query.ts'
import { db } from '../client.ts'
import { groups, memberships, users } from '../schema.ts'
import { containing } from './containing.ts'
import { directed } from './directed.ts'
import { type Paged, pageSize } from './groups.ts'

/** `claimed` and `byHand`: the role by each origin; null where that origin does not know the membership. */
export type UserGroup = { id: number; name: string; claimed: GroupRole | null; byHand: GroupRole | null }

export type UserSummary = {
  id: number
  name: string
  email: string | null
  isAdministrator: boolean
  lastSignInAt: number
  groups: { id: number; name: string; isManager: boolean }[]
}

/** `claimsAt` is 0 when the provider no longer vouches for the person. */
export type UserDetail = Omit<UserSummary, 'groups' | 'isAdministrator'> & {
  /** Whether each origin makes an administrator of them. */
  administrator: Record<Origin, boolean>
  issuer: string
  subject: string
  claimsAt: number
  createdAt: number
  groups: UserGroup[]
}

/** By what people are sorted; the latest sign-in comes first at first. */
export const userOrders = ['name', 'administrator', 'last-sign-in'] as const
type UserQuery = Partial<PagedQuery<(typeof userOrders)[number]>>

const isAdministrator = sql<boolean>`(${users.isAdministrator} OR ${users.isAdministratorByHand})`.mapWith(
  Boolean,
)

const columns: Record<(typeof userOrders)[number], SQL> = {
  name: sql`${users.name} COLLATE NOCASE`,
  administrator: isAdministrator,
  'last-sign-in': sql`${users.lastSignInAt}`,
}

/** People. `search` matches name, e-mail address and the names of their groups. */
export function listUsers(
  viewer: Viewer,
  { search = '', page = 1, sort }: UserQuery = {},
): Paged<UserSummary> {
  allow(canSeeUsers(viewer), 'see everyone who has signed in')
  const where = or(containing(search, [users.name, users.email]), inGroupNamed(search))
  const total = db().select({ count: count() }).from(users).where(where).get()?.count ?? 0
  const { id, name, email, lastSignInAt } = users
  const rows = db()
    .select({ id, name, email, isAdministrator, lastSignInAt })
    .from(users)
    .where(where)
    .orderBy(...(sort ? [directed(columns[sort.column], sort)] : []), desc(lastSignInAt), desc(id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .all()
    .map((row) => ({ ...row, groups: groupsOf(row.id).map(shorten) }))
  return { rows, count: total, page, pageSize }
}

/** One person, or null for an id that is not known. */
export function getUserDetail(viewer: Viewer, id: number): UserDetail | null {
  allow(canSeeUsers(viewer), 'see this person')
  const row = db().select().from(users).where(eq(users.id, id)).get()
  if (!row) return null
  const { refreshToken: _, isAdministrator: claims, isAdministratorByHand: hand, ...shown } = row
  return { ...shown, administrator: { claims, hand }, groups: groupsOf(id) }
}

function groupsOf(userId: number): UserGroup[] {
  return db()
    .select({ id: groups.id, name: groups.name, claimed: roleBy('claims'), byHand: roleBy('hand') })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(eq(memberships.userId, userId))
    .groupBy(groups.id)
    .orderBy(sql`${groups.name} COLLATE NOCASE`, asc(groups.id))
    .all()
}

function shorten({ id, name, claimed, byHand }: UserGroup) {
  return { id, name, isManager: claimed === 'manager' || byHand === 'manager' }
}

function roleBy(origin: 'claims' | 'hand') {
  return sql<GroupRole | null>`max(CASE WHEN ${memberships.origin} = ${origin} THEN ${memberships.role} END)`
}

function inGroupNamed(search: string) {
  const named = containing(search, [groups.name])
  if (!named) return undefined
  const theirs = db()
    .select({ one: sql`1` })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(sql`${memberships.userId} = ${users.id} AND ${named}`)
  return exists(theirs)
}
