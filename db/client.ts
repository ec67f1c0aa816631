/** The database of this process: one connection, opened on first use, shared between all copies of this module. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { createFile } from './create-file.ts'
import { dataFolder } from './data-folder.ts'
import { migrateDatabase } from './migrate.ts'
import * as schema from './schema.ts'

export type Db = ReturnType<typeof openDatabase>

/** Opens (and creates) the database file. `synchronous=FULL`: what was acknowledged survives a power cut. */
export function openDatabase(file: string) {
  mkdirSync(path.dirname(file), { recursive: true })
  createFile(file)
  const sqlite = new Database(file)
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'busy_timeout=5000', 'foreign_keys=ON']) {
    sqlite.pragma(pragma)
  }
  return drizzle(sqlite, { schema })
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
