/** Copies of the database that can be trusted: made while it is used, checked before they count. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { newestMigration, schemaVersion } from './schema-version.ts'

export type Backup = { file: string; bytes: number }

/** Thrown for what a person can mend; the message says what and how. */
export class BackupFault extends Error {
  override name = 'BackupFault'
}

/** Copies a database that may be in use into a file that must not exist; there is a whole copy or none. */
export function backupDatabase(database: string, file: string): Backup {
  if (!existsSync(database)) throw new BackupFault(`There is no database ${database}.`)
  if (existsSync(file)) throw new BackupFault(`${file} exists already. Choose another name.`)
  mkdirSync(path.dirname(file), { recursive: true })
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  // A folder that others write into may have a link in its place: only a file that was not there is written.
  closeSync(openSync(partial, 'wx', 0o600))
  const source = new Database(database, { readonly: true, timeout: 60_000 })
  try {
    source.prepare('VACUUM INTO ?').run(partial)
  } finally {
    source.close()
  }
  checkBackup(partial)
  sync(partial)
  renameSync(partial, file)
  sync(path.dirname(file))
  return { file, bytes: statSync(file).size }
}

/** Throws BackupFault where a file is no whole database of Slipway, or one of a newer Slipway. */
export function checkBackup(file: string): void {
  if (!existsSync(file)) throw new BackupFault(`There is no file ${file}.`)
  const copy = new Database(file, { readonly: true })
  try {
    const broken = copy.pragma('integrity_check', { simple: true }) !== 'ok'
    if (broken || (copy.pragma('foreign_key_check') as unknown[]).length > 0)
      throw new BackupFault(`${file} is damaged.`)
    const version = schemaVersion(copy)
    if (version === null) throw new BackupFault(`${file} is no database of Slipway.`)
    if (version > newestMigration().when)
      throw new BackupFault(`${file} is of a newer Slipway. Restore it with that one.`)
  } catch (error) {
    if (error instanceof BackupFault) throw error
    throw new BackupFault(`${file} is no database: ${(error as Error).message}.`)
  } finally {
    copy.close()
  }
}

/** Waits until a file, or what a folder says of its files, is on the disk. */
export function sync(place: string): void {
  const handle = openSync(place, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
