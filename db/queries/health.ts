import { sql } from 'drizzle-orm'
import { db } from '../client.ts'

/** Whether the database can be read. Says nothing about anyone's data, so it asks for no viewer. */
export function isDatabaseAnswering(): boolean {
  try {
    db().get(sql`SELECT id FROM users LIMIT 1`)
    return true
  } catch {
    return false
  }
}
