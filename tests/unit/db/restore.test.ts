import { chmodSync, existsSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupDatabase, checkBackup } from '#db/backup.ts'
import { db, openDatabase, setDatabase } from '#db/client.ts'
import { deleteGroup, insertGroup } from '#db/queries/group-changes.ts'
import { getGroupContents } from '#db/queries/group-contents.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { restoreDatabase } from '#db/restore.ts'
import type { Viewer } from '#lib/access.ts'
import { keepFilesPrivate } from '#lib/operations/private-files.ts'
import { existingImage, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { makeOldDatabase } from '../../support/old-database.ts'
import { areTwo, makeSharedFolder, runAs } from '../../support/two-users.ts'

let folder: string
let file: string
let copy: string
let ada: Viewer

const before = process.umask()
afterEach(() => {
  process.umask(before)
})

beforeEach(() => {
  folder = openFreshDatabase()
  file = path.join(folder, 'slipway.db')
  copy = path.join(folder, 'backups', 'copy.db')
  ada = person('ada', { isAdministrator: true })
})

/** Puts the copy back, as Slipway is stopped and started for it. */
function restore(): string | null {
  db().$client.close()
  setDatabase(undefined)
  const replaced = restoreDatabase(copy, file)
  setDatabase(openDatabase(file))
  return replaced
}

test('a restored database is for whom the data folder is, though the backup is its owner’s alone', () => {
  backupDatabase(file, copy)
  expect(statSync(copy).mode & 0o777).toBe(0o600)
  for (const [folderMode, fileMode] of [
    [0o2770, 0o660],
    [0o700, 0o600],
  ] as const) {
    chmodSync(folder, folderMode)
    keepFilesPrivate(folder)
    restore()
    expect(statSync(file).mode & 0o777).toBe(fileMode)
  }
})

test('a restore is written by no link that somebody put in its place, and leaves nothing half done', () => {
  backupDatabase(file, copy)
  const victim = path.join(folder, 'victim')
  writeFileSync(victim, '')
  symlinkSync(victim, `${file}.partial`)
  const replaced = restore()
  expect(statSync(victim).size).toBe(0)
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  expect(replaced && existsSync(replaced)).toBe(true)
})

test('names and ids that were given after the backup are not given again', () => {
  existingImage(ada, 'early')
  backupDatabase(file, copy)
  existingImage(ada, 'late')
  const image = getManagedImage(ada, 'late')?.id ?? 0
  const { id } = insertGroup(ada, { name: 'Harbour', description: '' }) as { id: number }
  deleteGroup(ada, { id, seen: getGroupContents(ada, id).seen })
  restore()
  expect(getManagedImage(ada, 'late')).toBeNull()
  expect(existingImage(ada, 'late')).toBe('late-2')
  expect(getManagedImage(ada, 'late-2')?.id).toBeGreaterThan(image)
  expect(insertGroup(ada, { name: 'Harbour', description: '' })).toMatchObject({ id: id + 1 })
})

test('a database of before names were kept may be replaced, and may replace', () => {
  backupDatabase(file, copy)
  existingImage(ada, 'late')
  const newer = file
  file = path.join(
    makeOldDatabase(7, () => {}),
    'slipway.db',
  )
  restore()
  checkBackup(file)

  copy = path.join(
    makeOldDatabase(7, () => {}),
    'slipway.db',
  )
  file = newer
  restore()
  ada = person('ada', { isAdministrator: true })
  expect(existingImage(ada, 'late')).toBe('late-2')
})

test('web and builder, two users over one data folder, both use what either restored and take its locks', () => {
  const shared = makeSharedFolder()
  const database = path.join(shared, 'slipway.db')
  const work = { folder: shared, from: { db: '#db/client.ts', restoreDatabase: '#db/restore.ts' } }
  const write = "(db().$client.exec('CREATE TABLE IF NOT EXISTS x (y); INSERT INTO x VALUES (1)'), 'written')"
  backupDatabase(file, copy)
  if (areTwo) for (const place of [folder, path.dirname(copy)]) chmodSync(place, 0o755)
  chmodSync(copy, 0o644)
  expect(runAs({ as: 'builder', ...work, code: write })).toBe('written')
  expect(runAs({ as: 'web', ...work, code: write })).toBe('written')
  runAs({ as: 'web', ...work, code: `restoreDatabase('${copy}', '${database}')` })
  expect(runAs({ as: 'builder', ...work, code: write })).toBe('written')
  expect(statSync(database).mode & 0o777).toBe(0o660)
  expect(statSync(path.join(shared, 'migration.lock')).mode & 0o777).toBe(0o660)
  expect(new Database(database).prepare('SELECT count(*) FROM x').pluck().get()).toBe(1)
}, 60_000)
