/** One page of a list in an order, from a place in it: keyset paging, so that no page repeats or skips a row. */
import { maxCount } from '#lib/lists/count.ts'
import { type Place, type Row, writePlace } from '#lib/lists/place.ts'
import { type Sort, writeSort } from '#lib/lists/sort.ts'

/** `count`: all that there are, counted up to `maxCount`. `previous`, `next`: places for addresses, if there are rows. */
export type ListPage<Item> = {
  rows: Item[]
  count: number
  previous: string | null
  next: string | null
}

/** `side` and `from`: where to begin; null is the beginning. */
export type Range = { side: Place['side']; from: Row | null; limit: number }

/** How a list is read: rows from a place on in one direction, and how many there are in all, up to `maxCount`. */
export type Walk = { range: (range: Range) => Row[]; count: () => number }

type Asked = { sort: Sort<string> | null; size: number; place: Place | null }

/** The ids of a page. A place whose rows are gone shows the first page. */
export function findPage(walk: Walk, { sort, size, place }: Asked): ListPage<number> {
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
    const hasPrevious = side === 'after' ? has('before', rows[0]) : hasMore
    const hasNext = side === 'after' ? hasMore : has('after', rows.at(-1))
    return { rows, count: walk.count(), hasPrevious, hasNext }
  }

  function has(side: Place['side'], from: Row | undefined) {
    return from !== undefined && walk.range({ side, from, limit: 1 }).length > 0
  }
}
