/** Groups: named by the sign-in provider so far, or made by hand. */
import { asc, count, eq, type SQL, sql } from 'drizzle-orm'
import { allow, canManageGroups, canShareImages, type Origin, type Viewer } from '#lib/access.ts'
import type { PagedQuery } from '#lib/lists/paged-query.ts'
import { db } from '../client.ts'
import { groups } from '../schema.ts'
import { containing } from './containing.ts'
import { directed } from './directed.ts'

export type Group = { id: number; name: string }

export type GroupDetail = Group & { origin: Origin; description: string; createdAt: number }

export type GroupSummary = GroupDetail & { memberCount: number; imageCount: number; managers: string[] }

/** One page of a list: `page` counts from 1, `count` is all that there are. */
export type Paged<Item> = { rows: Item[]; count: number; page: number; pageSize: number }

export const pageSize = 50

/** Groups that this viewer may share an image with; none for those who do not decide that. */
export function listGroups(viewer: Viewer): Group[] {
  if (!canShareImages(viewer)) return []
  return db().select({ id: groups.id, name: groups.name }).from(groups).orderBy(asc(groups.name)).all()
}

/** By what groups are sorted; by name at first. */
export const groupOrders = ['name', 'origin', 'members', 'images'] as const
type GroupQuery = Partial<PagedQuery<(typeof groupOrders)[number]>>

/** Groups with how many people and images they have. `search` matches name and description. */
export function listGroupSummaries(viewer: Viewer, query: GroupQuery = {}): Paged<GroupSummary> {
  const { search = '', page = 1, sort } = query
  allow(canManageGroups(viewer), 'see all groups')
  const where = containing(search, [groups.name, groups.description])
  const total = db().select({ count: count() }).from(groups).where(where).get()?.count ?? 0
  const rows = db()
    .select({ group: groups, memberCount: memberCount(), imageCount: imageCount(), managers: managerNames() })
    .from(groups)
    .where(where)
    .orderBy(...(sort ? [directed(columnOf(sort.column), sort)] : []), byName(), groups.id)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .all()
  const summaries = rows.map(({ group, managers, ...counts }) => ({
    ...group,
    ...counts,
    managers: JSON.parse(managers) as string[],
  }))
  return { rows: summaries, count: total, page, pageSize }
}

function columnOf(column: (typeof groupOrders)[number]): SQL {
  if (column === 'members') return memberCount()
  if (column === 'images') return imageCount()
  return column === 'origin' ? sql`${groups.origin}` : byName()
}

function byName() {
  return sql`${groups.name} COLLATE NOCASE`
}

/** One group, or null where there is none (any more). */
export function getGroup(viewer: Viewer, id: number): GroupDetail | null {
  allow(canManageGroups(viewer), 'see this group')
  return db().select().from(groups).where(eq(groups.id, id)).get() ?? null
}

function memberCount() {
  return sql<number>`(SELECT count(DISTINCT m.user_id) FROM memberships m WHERE m.group_id = "groups"."id")`
}

/** Images of its managers and images shared with it; those for every group are not counted. */
function imageCount() {
  return sql<number>`(SELECT count(*) FROM images i WHERE i.owner_group_id = "groups"."id" OR i.is_global = 0
    AND EXISTS (SELECT 1 FROM image_groups s WHERE s.image_id = i.id AND s.group_id = "groups"."id"))`
}

function managerNames() {
  return sql<string>`(SELECT json_group_array(n.name) FROM (SELECT DISTINCT u.id, u.name FROM memberships m
    JOIN users u ON u.id = m.user_id WHERE m.group_id = "groups"."id" AND m.role = 'manager' ORDER BY u.name) n)`
}
