/** A migrated database in a folder of its own, for tests without a builder. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase, setDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'

/** Gives this test file a new data folder and database; returns the folder. */
export function openFreshDatabase(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-data-'))
  process.env.SLIPWAY_DATA = folder
  const database = openDatabase(path.join(folder, 'slipway.db'))
  migrateDatabase(database, folder)
  setDatabase(database)
  return folder
}
