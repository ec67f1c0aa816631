/** Puts a backup in the place of the database. */
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { BackupFault, checkBackup, sync } from './backup.ts'
import { openDatabase } from './client.ts'
import { keepGiven } from './keep-given.ts'
import { migrateDatabase } from './migrate.ts'

/**
 * Puts a checked backup in the place of a database that nobody uses, with the schema of today. Returns where the
 * replaced one went, or null where there was none.
 */
export function restoreDatabase(file: string, database: string): string | null {
  checkBackup(file)
  const isThere = existsSync(database)
  if (isThere) takeAlone(database)
  mkdirSync(path.dirname(database), { recursive: true })
  const partial = `${database}.partial`
  try {
    copyAnew(file, partial)
    prepare(partial, isThere ? database : null)
    const replaced = isThere ? setAside(database) : null
    renameSync(partial, database)
    sync(path.dirname(database))
    return replaced
  } finally {
    removeDatabase(partial)
  }
}

/** Only whoever has a database alone may take it out of WAL mode, which also makes one file of it. */
function takeAlone(database: string): void {
  const current = new Database(database, { timeout: 500 })
  try {
    current.pragma('journal_mode=DELETE')
  } catch {
    throw new BackupFault(`${database} is in use. Stop Slipway, both processes, then restore.`)
  } finally {
    current.close()
  }
}

function prepare(partial: string, earlier: string | null): void {
  const copy = openDatabase(partial)
  try {
    migrateDatabase(copy, path.dirname(partial))
    if (earlier) keepGiven(copy, earlier)
  } finally {
    copy.$client.close()
  }
  sync(partial)
}

/** Asks once more whether it is used: copying took its time. */
function setAside(database: string): string {
  takeAlone(database)
  const replaced = `${database}.replaced-${new Date().toISOString().replace(/[:.]/g, '-')}`
  renameSync(database, replaced)
  for (const rest of ['-wal', '-shm']) rmSync(`${database}${rest}`, { force: true })
  return replaced
}

/** Into a file of its own, which no link can turn into another. Copying by the system would keep the backup's mode. */
function copyAnew(file: string, place: string): void {
  removeDatabase(place)
  const [source, target] = [openSync(file, 'r'), openSync(place, 'wx', 0o660)]
  const piece = Buffer.alloc(1 << 20)
  for (let read = readSync(source, piece); read > 0; read = readSync(source, piece))
    for (let at = 0; at < read; ) at += writeSync(target, piece, at, read - at)
  closeSync(source)
  closeSync(target)
}

function removeDatabase(file: string): void {
  for (const rest of ['', '-wal', '-shm']) rmSync(`${file}${rest}`, { force: true })
}
