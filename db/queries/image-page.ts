/** Images in an order, found by its index. */
import { type SQL, sql } from 'drizzle-orm'
import type { ImageOrder, ImageQuery } from '#lib/images/image-query.ts'
import { maxCount } from '#lib/lists/count.ts'
import type { Row } from '#lib/lists/place.ts'
import { db } from '../client.ts'
import { images } from '../schema.ts'
import type { Range, Walk } from './keyset-page.ts'
import type { Narrowed } from './narrow.ts'

const orders: Record<ImageOrder, { column: SQL; index: string }> = {
  name: { column: sql`${images.name}`, index: 'images_by_name' },
  'display-name': { column: sql`${images.displayName}`, index: 'images_by_display_name' },
  type: { column: sql`${images.type}`, index: 'images_by_type' },
  description: { column: sql`${images.descriptionOrder}`, index: 'images_by_description' },
  groups: { column: sql`${images.audienceOrder}`, index: 'images_by_audience' },
  state: { column: sql`${images.state}`, index: 'images_by_state' },
  'last-build': { column: sql`${images.lastBuildOrder}`, index: 'images_by_last_build' },
  updated: { column: sql`${images.updatedAt}`, index: 'images_by_update' },
}

/** Images in an order, as a page of them is read. */
export function walkImages(narrowed: Narrowed, { sort }: Pick<ImageQuery, 'sort'>): Walk {
  return walker(narrowed, sort ?? { column: 'display-name', isDescending: false })
}

function walker({ ids, tests }: Narrowed, order: { column: ImageOrder; isDescending: boolean }): Walk {
  const { column, index } = orders[order.column]
  const source =
    ids !== null
      ? sql`json_each(${ids}) AS few CROSS JOIN images ON images.id = few.value`
      : sql`images INDEXED BY ${sql.identifier(index)}`
  const range = ({ side, from, limit }: Range) => {
    const isDescending = order.isDescending !== (side === 'before')
    const beyond =
      from && sql`(${column}, ${images.id}) ${sql.raw(isDescending ? '<' : '>')} (${from.value}, ${from.id})`
    const direction = sql.raw(isDescending ? 'DESC' : 'ASC')
    return db().all<Row>(sql`SELECT ${images.id} AS id, ${column} AS value FROM ${source}
      WHERE ${all(beyond ? [beyond, ...tests] : tests)}
      ORDER BY ${column} ${direction}, ${images.id} ${direction} LIMIT ${limit}`)
  }
  const count = () => {
    const some = sql`SELECT 1 FROM ${source} WHERE ${all(tests)} LIMIT ${maxCount + 1}`
    return db().get<{ count: number }>(sql`SELECT count(*) AS count FROM (${some})`).count
  }
  return { range, count }
}

function all(tests: readonly SQL[]): SQL {
  return tests.length === 0 ? sql`1` : sql.join([...tests], sql` AND `)
}
