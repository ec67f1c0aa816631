/** The database of this process: one connection, opened on first use, shared between all copies of this module. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { dataFolder } from './data-folder.ts'
import * as schema from './schema.ts'

export type Db = ReturnType<typeof openDatabase>

/** Opens (and creates) the database file. `synchronous=FULL`: what was acknowledged survives a power cut. */
export function openDatabase(file: string) {
  mkdirSync(path.dirname(file), { recursive: true })
  const sqlite = new Database(file)
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'busy_timeout=5000', 'foreign_keys=ON']) {
    sqlite.pragma(pragma)
  }
  return drizzle(sqlite, { schema })
}

/** Brings the schema up to date. A lock of its own makes a second process wait, then find nothing to do. */
export function migrateDatabase(database: Db, folder: string): void {
  const release = takeLock(path.join(folder, 'migration.lock'), 60_000)
  try {
    migrate(database, {
      migrationsFolder: path.join(/* turbopackIgnore: true */ process.cwd(), 'db/migrations'),
    })
  } finally {
    release()
  }
}

/**
 * Takes an exclusive lock that the system releases when this process dies, however it dies.
 * Returns the function that releases it; throws when another process holds it for longer than `timeoutMs`.
 */
export function takeLock(file: string, timeoutMs: number): () => void {
  mkdirSync(path.dirname(file), { recursive: true })
  const lock = new Database(file, { timeout: timeoutMs })
  lock.exec('BEGIN EXCLUSIVE')
  return () => lock.close()
}

/** A number that changes when another connection has committed something: cheap enough to ask twenty times a second. */
export function dataVersion(): number {
  return db().$client.pragma('data_version', { simple: true }) as number
}

const shared = globalThis as { [key: symbol]: Db | undefined }
const key = Symbol.for('slipway.db')

/** Next loads this module more than once in a process, so the handle hangs on globalThis. */
export function db(): Db {
  shared[key] ??= openMigrated(dataFolder(process.env.SLIPWAY_DATA))
  return shared[key]
}

/** The comment keeps Turbopack from packing the database into the server. */
function openMigrated(folder: string): Db {
  const database = openDatabase(path.join(/* turbopackIgnore: true */ folder, 'slipway.db'))
  migrateDatabase(database, folder)
  return database
}

/** Gives tests a database of their own. */
export function setDatabase(database: Db | undefined): void {
  shared[key] = database
}
