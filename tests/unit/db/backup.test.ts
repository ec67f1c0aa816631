import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { BackupFault, backupDatabase, checkBackup } from '#db/backup.ts'
import { db, openDatabase, setDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { getImage } from '#db/queries/images.ts'
import { restoreDatabase } from '#db/restore.ts'
import type { Viewer } from '#lib/access.ts'
import { existingImage, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let folder: string
let file: string
let copy: string
let ada: Viewer

beforeEach(() => {
  folder = openFreshDatabase()
  file = path.join(folder, 'slipway.db')
  copy = path.join(folder, 'backups', 'copy.db')
  ada = person('ada', { isAdministrator: true })
})

/** Nobody has the database any more. */
function closeDatabase(): void {
  db().$client.close()
  setDatabase(undefined)
}

describe('a backup', () => {
  test('is written by no link that somebody put in its place, and only its owner may read it', () => {
    mkdirSync(path.dirname(copy))
    const victim = path.join(folder, 'victim')
    writeFileSync(victim, '')
    symlinkSync(victim, `${copy}.partial`)
    backupDatabase(file, copy)
    expect(statSync(victim).size).toBe(0)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    expect(readdirSync(path.dirname(copy))).toEqual(['copy.db'])
  })

  test('is whole though it is made in the middle of a change, and comes back as it was', () => {
    existingImage(ada, 'kept')
    const writer = new Database(file)
    writer.exec("BEGIN IMMEDIATE; UPDATE images SET description = 'half done'")
    const { bytes } = backupDatabase(file, copy)
    writer.exec('COMMIT')
    writer.close()
    expect(bytes).toBeGreaterThan(0)
    expect(readdirSync(path.dirname(copy))).toEqual(['copy.db'])
    existingImage(ada, 'later')
    closeDatabase()

    const replaced = restoreDatabase(copy, file)
    setDatabase(openDatabase(file))
    expect(getImage(ada, 'kept')).toMatchObject({ description: '' })
    expect(getImage(ada, 'later')).toBeNull()
    expect(replaced && existsSync(replaced)).toBe(true)
  })

  test('is never written over another file, and leaves no half of one', () => {
    backupDatabase(file, copy)
    expect(() => backupDatabase(file, copy)).toThrow(/exists already/)
    expect(() => backupDatabase(path.join(folder, 'none.db'), copy)).toThrow(/no database/)
  })
})

describe('a restore', () => {
  test('is refused while somebody has the database', () => {
    backupDatabase(file, copy)
    expect(() => restoreDatabase(copy, file)).toThrow(/in use/)
    expect(getImage(ada, 'x')).toBeNull()
  })

  test('is refused for what is no whole backup; the database stays', () => {
    backupDatabase(file, copy)
    const damaged = path.join(folder, 'damaged.db')
    copyFileSync(copy, damaged)
    const bytes = new Database(damaged)
    bytes.exec("PRAGMA foreign_keys=OFF; INSERT INTO memberships VALUES (99, 99, 'member', 'hand')")
    bytes.close()
    const text = path.join(folder, 'text.db')
    writeFileSync(text, 'not a database at all, but long enough to look at'.repeat(50))
    const foreign = path.join(folder, 'foreign.db')
    new Database(foreign).exec('CREATE TABLE other (id)').close()
    closeDatabase()
    for (const bad of [damaged, text, foreign, path.join(folder, 'absent.db')]) {
      expect(() => restoreDatabase(bad, file)).toThrow(BackupFault)
      expect(existsSync(file)).toBe(true)
    }
  })

  test('works on a machine that has nothing yet', () => {
    backupDatabase(file, copy)
    closeDatabase()
    rmSync(file)
    for (const rest of ['-wal', '-shm']) rmSync(file + rest, { force: true })
    expect(restoreDatabase(copy, file)).toBeNull()
    checkBackup(file)
  })
})

describe('a schema', () => {
  test('that is older is copied before it is changed', () => {
    db().$client.exec(
      'DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)',
    )
    // What the last migration made is there already, so it fails; the copy was made before.
    expect(() => migrateDatabase(db(), folder)).toThrow()
    const [name = ''] = readdirSync(path.join(folder, 'backups'))
    expect(name).toMatch(/^before-\d{4}_.*\.db$/)
    expect(() => checkBackup(path.join(folder, 'backups', name))).not.toThrow()
  })

  test('that is newer is left alone', () => {
    const future = Date.now() + 1e12
    db().$client.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', ?)").run(future)
    expect(() => migrateDatabase(db(), folder)).toThrow(/newer Slipway/)
    backupDatabaseUnchecked()
    expect(() => checkBackup(copy)).toThrow(/newer Slipway/)
  })
})

function backupDatabaseUnchecked(): void {
  expect(() => backupDatabase(file, copy)).toThrow(/newer Slipway/)
  closeDatabase()
  copyFileSync(file, path.join(folder, 'newer.db'))
  copy = path.join(folder, 'newer.db')
}
