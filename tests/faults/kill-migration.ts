/** T15: a process is killed with -9 at each step of bringing an old database up to date. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { checkBackup } from '#db/backup.ts'
import { openDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { makeOldDatabase } from '../support/old-database.ts'
import type { Result } from './result.ts'
import { isWholeDatabase } from './whole-database.ts'
import { startWorker } from './workers/start.ts'

const people = 5

/** Held: the schema is the old one or the new one, a checked copy of the old one is there before it is the new one, and the next start ends it. */
export async function killMigration(runs: number): Promise<Result> {
  const old = makeFirstDatabase()
  const schemas = schemasOf(old)
  const steps = await countSteps(old)
  let held = 0
  for (let run = 0; run < runs; run++) {
    const folder = copyOf(old)
    const step = 1 + Math.floor((run * steps) / runs)
    await startWorker('migrate-and-die.ts', folder, [String(step)]).ended
    if (isOldOrNew(folder, schemas) && canGoOn(folder, schemas)) held++
    rmSync(folder, { recursive: true })
  }
  return { runs, held, lost: runs - held }
}

/** As the first Slipway left it, with people in it. */
function makeFirstDatabase(): string {
  return makeOldDatabase(1, (sqlite) => {
    const add = sqlite.prepare(
      'INSERT INTO users (issuer, subject, name, is_administrator, claims_at, last_sign_in_at, created_at) VALUES (?, ?, ?, 1, 0, 0, 0)',
    )
    for (let at = 0; at < people; at++) add.run('https://test', `person-${at}`, `Person ${at}`)
  })
}

function copyOf(old: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-migrated-'))
  cpSync(path.join(old, 'slipway.db'), path.join(folder, 'slipway.db'))
  return folder
}

async function countSteps(old: string): Promise<number> {
  const folder = copyOf(old)
  const worker = startWorker('migrate-and-die.ts', folder, ['0'])
  await worker.ended
  rmSync(folder, { recursive: true })
  return Number(worker.text())
}

type Schemas = { before: string; after: string }

/** What an old database looks like, and what comes out where nothing goes wrong. */
function schemasOf(old: string): Schemas {
  const before = readSchema(path.join(old, 'slipway.db'))
  const folder = copyOf(old)
  migrateWhole(folder)
  const after = readSchema(path.join(folder, 'slipway.db'))
  rmSync(folder, { recursive: true })
  return { before, after }
}

function isOldOrNew(folder: string, { before, after }: Schemas): boolean {
  const file = path.join(folder, 'slipway.db')
  const found = readSchema(file)
  if (!isWholeDatabase(file) || countPeople(file) !== people) return false
  return found === before || (found === after && hasCopy(folder, before))
}

/** The copy that is made before anything changes. A half one has another name. */
function hasCopy(folder: string, before: string): boolean {
  const copies = readdirSync(path.join(folder, 'backups')).filter((name) => name.endsWith('.db'))
  return copies.some((name) => {
    const file = path.join(folder, 'backups', name)
    checkBackup(file)
    return readSchema(file) === before
  })
}

/** The next start ends what the dead one began. */
function canGoOn(folder: string, { after }: Schemas): boolean {
  migrateWhole(folder)
  const file = path.join(folder, 'slipway.db')
  return readSchema(file) === after && isWholeDatabase(file) && countPeople(file) === people
}

function migrateWhole(folder: string): void {
  const database = openDatabase(path.join(folder, 'slipway.db'))
  migrateDatabase(database, folder)
  database.$client.close()
}

function readSchema(file: string): string {
  const all = 'SELECT type, name, sql FROM sqlite_master ORDER BY type, name'
  return ask(file, (database) => JSON.stringify(database.prepare(all).all()))
}

function countPeople(file: string): number {
  return ask(file, (database) => database.prepare('SELECT id FROM users').all().length)
}

function ask<Answer>(file: string, question: (database: Database.Database) => Answer): Answer {
  const database = new Database(file)
  try {
    return question(database)
  } finally {
    database.close()
  }
}
