/** Builds of images that someone manages, page by page. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Viewer } from '#lib/access.ts'
import type { BuildOrder, BuildQuery } from '#lib/builds/build-query.ts'
import { maxCount } from '#lib/lists/count.ts'
import type { Row } from '#lib/lists/place.ts'
import { db } from '../client.ts'
import { builds, images, users } from '../schema.ts'
import { type BuildSummary, buildSummary } from './builds.ts'
import { findPage, type ListPage, type Range, type Walk } from './keyset-page.ts'
import { isManagedBy } from './visibility.ts'

/** Ids grow with the moments at which builds were asked for, and are there without an index. */
const orders: Record<BuildOrder, SQL> = {
  image: sql`${images.displayName}`,
  state: sql`${builds.state}`,
  'requested-by': sql`${users.name}`,
  requested: sql`${builds.id}`,
}

const newestFirst = { column: 'requested', isDescending: true } as const

/** A page of the builds of images that the viewer manages; all of them, or those of one image or in one state. */
export function listBuilds(viewer: Viewer, query: BuildQuery): ListPage<BuildSummary> {
  return db().transaction(() => {
    const page = findPage(walker(conditionOf(viewer, query), query.sort ?? newestFirst), query)
    const rows = readRows(page.rows)
    return { ...page, rows: page.rows.flatMap((id) => rows.find((row) => row.id === id) ?? []) }
  })
}

function conditionOf(viewer: Viewer, { image, state }: BuildQuery): SQL {
  const wanted = [image && eq(images.name, image), state && eq(builds.state, state)]
  return (
    and(isManagedBy(viewer), ...wanted.filter((each) => typeof each === 'object' && each !== null)) ?? sql`1`
  )
}

function walker(condition: SQL, order: { column: BuildOrder; isDescending: boolean }): Walk {
  const column = orders[order.column]
  const source = sql`${builds} JOIN ${images} ON ${images.id} = ${builds.imageId}
    JOIN ${users} ON ${users.id} = ${builds.requestedBy}`
  const range = ({ side, from, limit }: Range) => {
    const isDescending = order.isDescending !== (side === 'before')
    const beyond = from
      ? sql`(${column}, ${builds.id}) ${sql.raw(isDescending ? '<' : '>')} (${from.value}, ${from.id})`
      : sql`1`
    const direction = sql.raw(isDescending ? 'DESC' : 'ASC')
    return db().all<Row>(sql`SELECT ${builds.id} AS id, ${column} AS value FROM ${source}
      WHERE ${condition} AND ${beyond} ORDER BY ${column} ${direction}, ${builds.id} ${direction} LIMIT ${limit}`)
  }
  const count = () => {
    const some = sql`SELECT 1 FROM ${source} WHERE ${condition} LIMIT ${maxCount + 1}`
    return db().get<{ count: number }>(sql`SELECT count(*) AS count FROM (${some})`).count
  }
  return { range, count }
}

function readRows(ids: number[]): BuildSummary[] {
  return db()
    .select(buildSummary)
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .innerJoin(users, eq(users.id, builds.requestedBy))
    .where(inArray(builds.id, ids))
    .all()
}
