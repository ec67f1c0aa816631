import { chmodSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { keepFilesPrivate } from '#lib/operations/private-files.ts'

const before = process.umask()
afterEach(() => {
  process.umask(before)
})

/** The mode of what is written when the data folder has this one. */
function writtenIn(mode: number): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-data-'))
  chmodSync(folder, mode)
  keepFilesPrivate(folder)
  const file = path.join(folder, 'file')
  writeFileSync(file, '')
  return statSync(file).mode & 0o777
}

test('what is written is its user’s alone', () => {
  expect([0o700, 0o755, 0o750].map(writtenIn)).toEqual([0o600, 0o600, 0o600])
})

test('a data folder that its group may write is shared with that group, and with nobody else', () => {
  expect([0o2770, 0o777].map(writtenIn)).toEqual([0o660, 0o660])
})

test('the database of a shared data folder may be written by the group', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-data-'))
  chmodSync(folder, 0o2770)
  keepFilesPrivate(folder)
  const database = openDatabase(path.join(folder, 'slipway.db'))
  database.$client.exec('CREATE TABLE x (y)')
  expect(statSync(path.join(folder, 'slipway.db')).mode & 0o777).toBe(0o660)
  expect(statSync(path.join(folder, 'slipway.db-wal')).mode & 0o777).toBe(0o660)
  database.$client.close()
})

test('a data folder that is not there yet is its user’s alone', () => {
  keepFilesPrivate('/nowhere/at/all')
  expect(process.umask()).toBe(0o077)
})
