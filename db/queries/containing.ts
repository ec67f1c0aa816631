/** The search of lists: rows in which one of the columns contains what was typed. */
import { like, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'

/** The condition, or undefined where nothing was typed. `%` and `_` mean themselves. */
export function containing(typed: string, columns: readonly SQLiteColumn[]): SQL | undefined {
  const words = typed.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)
  if (!words) return undefined
  return or(...columns.map((column) => sql`${like(column, `%${words}%`)} ESCAPE '\\'`))
}
