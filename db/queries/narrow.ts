/** Few hits are sorted, many are met on the way through an order: both stay fast however many images there are. */
import { type SQL, sql } from 'drizzle-orm'
import { db } from '../client.ts'
import { images } from '../schema.ts'

/** One way to fit. `test` asks a row; `ids` finds the rows by an index, at most about `limit` of them (-1: all). */
export type Way = { test: SQL; ids: (limit: number) => SQL; isSlow?: boolean }

/** What a row has to fit in one of several ways, or plainly by a test that needs nothing but an order's index. */
export type Condition = readonly Way[] | SQL

/** `ids`: the only rows that can fit, as JSON; null where they are too many to name. `tests`: what is left to ask. */
export type Narrowed = { ids: string | null; tests: SQL[] }

/** Up to here it is faster to sort what fits than to walk through the order until enough of it was met. */
const few = 8_000
/** Up to here it is faster to look rows up in a set than to ask each of them slowly. */
const some = 20_000

type Known = { way: Way; count: number; ids: string }

/** Looks for the condition that the fewest rows fit. */
export function narrow(conditions: readonly Condition[]): Narrowed {
  const plain = conditions.filter((condition): condition is SQL => !Array.isArray(condition))
  const known = conditions.filter(isWays).map((ways) => ways.map(look))
  const least = known.toSorted((a, b) => total(a) - total(b))[0]
  if (!least) return { ids: null, tests: plain }
  if (total(least) > few) return { ids: null, tests: [...plain, inTurn(known)] }
  const ids = new Set(least.flatMap(({ ids }) => JSON.parse(ids) as number[]))
  return { ids: JSON.stringify([...ids]), tests: [...plain, inTurn(known.filter((each) => each !== least))] }
}

function isWays(condition: Condition): condition is readonly Way[] {
  return Array.isArray(condition)
}

/** How many rows a way has, counted as far as it matters, and which where they are few. */
function look(way: Way): Known {
  const found = ask(sql`SELECT count(*) AS count, json_group_array(id) AS ids FROM (${upTo(way, few + 1)})`)
  if (found.count <= few || !way.isSlow) return { way, ...found }
  const { count } = ask(sql`SELECT count(*) AS count FROM (${upTo(way, some + 1)})`)
  return { way, count, ids: '[]' }
}

function ask(query: SQL): { count: number; ids: string } {
  return db().get(query)
}

function upTo({ ids }: Way, limit: number): SQL {
  return sql`SELECT id FROM (${ids(limit)}) LIMIT ${limit}`
}

function total(ways: readonly Known[]): number {
  return ways.reduce((sum, { count }) => sum + count, 0)
}

/** The quickest first, and what comes later asked only of rows that are still in question. */
function inTurn(known: readonly Known[][]): SQL {
  const quickest = known.toSorted((a, b) => slowness(a) - slowness(b) || total(a) - total(b))
  return quickest.reduceRight(
    (rest, ways) => sql`CASE WHEN ${inAnyWay(ways)} THEN ${rest} ELSE 0 END`,
    sql`1`,
  )
}

/** 0: only sets to look into, 1: a question that an index answers, 2: a slow one. */
function slowness(ways: readonly Known[]): number {
  const each = ways.map(({ way, count }) => (way.isSlow ? (count > some ? 2 : 0) : 1))
  return Math.max(...each)
}

function inAnyWay(ways: readonly Known[]): SQL {
  const tests = ways.filter(({ count }) => count > 0).map(testOf)
  return tests.length === 0 ? sql`0` : sql`(${sql.join(tests, sql` OR `)})`
}

function testOf({ way, count, ids }: Known): SQL {
  if (!way.isSlow || count > some) return way.test
  const set = count > few ? way.ids(-1) : sql`SELECT value FROM json_each(${ids})`
  return sql`${images.id} IN (${set})`
}
