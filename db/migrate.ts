/** Brings the schema of a database up to date. All migrations are one transaction: a killed process leaves the old one. */
import path from 'node:path'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { backupDatabase } from './backup.ts'
import type { Db } from './client.ts'
import { takeLock } from './lock.ts'
import { migrationsFolder, newestMigration, schemaVersion } from './schema-version.ts'

/**
 * A lock of its own makes a second process wait, then find nothing to do. What is there is copied first. Throws for a
 * database of a newer Slipway.
 */
export function migrateDatabase(database: Db, folder: string): void {
  const release = takeLock(path.join(folder, 'migration.lock'), 60_000)
  try {
    const version = schemaVersion(database.$client)
    const newest = newestMigration()
    if (version !== null && version > newest.when)
      throw new Error(`The database in ${folder} is of a newer Slipway. Start that one.`)
    if (version !== null && version < newest.when) keepCopy(database.$client.name, folder)
    migrate(database, { migrationsFolder: migrationsFolder() })
  } finally {
    release()
  }
}

function keepCopy(file: string, folder: string): void {
  const time = new Date().toISOString().replace(/[:.]/g, '-')
  backupDatabase(file, path.join(folder, 'backups', `before-${newestMigration().tag}-${time}.db`))
}
