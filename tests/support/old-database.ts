/** A database as an earlier Slipway left it. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { migrationsFolder } from '#db/schema-version.ts'

/** Makes a data folder with the first `count` migrations done and lets `fill` put something in. Returns the folder. */
export function makeOldDatabase(count: number, fill: (database: Database.Database) => void): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-old-'))
  const migrations = path.join(folder, 'migrations')
  cpSync(migrationsFolder(), migrations, { recursive: true })
  const journal = path.join(migrations, 'meta/_journal.json')
  const known = JSON.parse(readFileSync(journal, 'utf8'))
  writeFileSync(journal, JSON.stringify({ ...known, entries: known.entries.slice(0, count) }))
  const sqlite = new Database(path.join(folder, 'slipway.db'))
  migrate(drizzle(sqlite), { migrationsFolder: migrations })
  fill(sqlite)
  sqlite.close()
  return folder
}
