/** Ids of rows that forms, caches and other processes remember: each means one thing for ever. */
import { type SQL, sql } from 'drizzle-orm'
import { givenIds } from '../schema.ts'

type Kind = typeof givenIds.$inferSelect.kind

/** The id of a row that is inserted: one more than any of its kind ever had, deleted ones included. */
export function nextId(kind: Kind): SQL<number> {
  return sql`(SELECT ${givenIds.last} + 1 FROM ${givenIds} WHERE ${givenIds.kind} = ${kind})`
}
