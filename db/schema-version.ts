/** Which migrations a database has seen, and which there are. Versions are the times at which migrations were made. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type Database from 'better-sqlite3'
import { z } from 'zod'

export type Migration = { when: number; tag: string }

const journal = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })).min(1) })

/** The comment keeps Turbopack from packing the folder into the server. */
export function migrationsFolder(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'db/migrations')
}

export function newestMigration(): Migration {
  const text = readFileSync(path.join(migrationsFolder(), 'meta/_journal.json'), 'utf8')
  return journal.parse(JSON.parse(text)).entries.at(-1) as Migration
}

/** Null for a database that no migration has touched. */
export function schemaVersion(database: Database.Database): number | null {
  const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get()
  if (!table) return null
  const row = database.prepare('SELECT max(created_at) AS version FROM __drizzle_migrations').get()
  const { version } = row as { version: number | null }
  return version === null ? null : Number(version)
}
