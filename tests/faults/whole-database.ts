/** How a database is found after something went wrong. */
import Database from 'better-sqlite3'

/**
 * Whether a database is whole, as whoever opens it next finds it. By a connection of its own: one that has the search
 * index open calls what another process wrote there corrupt, until it searches.
 */
export function isWholeDatabase(file: string): boolean {
  const database = new Database(file)
  try {
    const broken = database.pragma('foreign_key_check') as unknown[]
    return database.pragma('integrity_check', { simple: true }) === 'ok' && broken.length === 0
  } finally {
    database.close()
  }
}
