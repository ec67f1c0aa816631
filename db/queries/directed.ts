import { asc, desc, type SQL } from 'drizzle-orm'

/** A column in the direction that a list is sorted in. */
export function directed(column: SQL, { isDescending }: { isDescending: boolean }): SQL {
  return isDescending ? desc(column) : asc(column)
}
