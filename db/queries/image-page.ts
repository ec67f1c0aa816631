/** One page of images in an order, from a place in it: keyset paging, so that no page repeats or skips a row. */
import { type SQL, sql } from 'drizzle-orm'
import type { ImageOrder, ImageQuery } from '#lib/images/image-query.ts'
import { maxCount } from '#lib/lists/count.ts'
import { type Place, type Row, writePlace } from '#lib/lists/place.ts'
import { writeSort } from '#lib/lists/sort.ts'
import { db } from '../client.ts'
import { images } from '../schema.ts'
import type { Narrowed } from './narrow.ts'

/** `count`: all that there are, counted up to `maxCount`. `previous`, `next`: places for addresses, if there are rows. */
export type ListPage<Item> = {
  rows: Item[]
  count: number
  previous: string | null
  next: string | null
}

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

/** The ids of a page. A place whose rows are gone shows the first page. */
export function findPage(narrowed: Narrowed, { sort, size, place }: ImageQuery): ListPage<number> {
  const walk = walker(narrowed, sort ?? { column: 'display-name', isDescending: false })
  const there = place && walk.range({ side: place.side, from: place, limit: size + 1 })
  const isThere = there?.length && (place?.side === 'after' || there.length > size)
  const { rows, count, hasPrevious, hasNext } = isThere && place ? around(there, place.side) : first()
  const at = (row: Row | undefined) => (row ? writePlace(writeSort(sort), row) : null)
  return {
    rows: rows.map(({ id }) => id),
    count,
    previous: hasPrevious ? at(rows[0]) : null,
    next: hasNext ? at(rows.at(-1)) : null,
  }

  /** Who begins at the beginning has counted on the way. */
  function first() {
    const all = walk.range({ side: 'after', from: null, limit: maxCount + 1 })
    return { rows: all.slice(0, size), count: all.length, hasPrevious: false, hasNext: all.length > size }
  }

  function around(found: Row[], side: Place['side']) {
    const hasMore = found.length > size
    const rows = side === 'after' ? found.slice(0, size) : found.slice(0, size).reverse()
    const hasPrevious = side === 'after' ? walk.has('before', rows[0]) : hasMore
    const hasNext = side === 'after' ? hasMore : walk.has('after', rows.at(-1))
    return { rows, count: walk.count(), hasPrevious, hasNext }
  }
}

type Range = { side: Place['side']; from: Row | null; limit: number }

function walker({ ids, tests }: Narrowed, order: { column: ImageOrder; isDescending: boolean }) {
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
  const has = (side: Place['side'], from: Row | undefined) =>
    from !== undefined && range({ side, from, limit: 1 }).length > 0
  const count = () => {
    const some = sql`SELECT 1 FROM ${source} WHERE ${all(tests)} LIMIT ${maxCount + 1}`
    return db().get<{ count: number }>(sql`SELECT count(*) AS count FROM (${some})`).count
  }
  return { range, has, count }
}

function all(tests: readonly SQL[]): SQL {
  return tests.length === 0 ? sql`1` : sql.join([...tests], sql` AND `)
}
