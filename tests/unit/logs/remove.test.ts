import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildFolder } from '#lib/config.ts'
import { isMarkedDeleted, markDeleted, removeBuildFolders } from '#lib/logs/remove.ts'
import { openFreshDatabase } from '../../support/database.ts'

beforeAll(() => {
  openFreshDatabase()
})

test('folders go with everything in them; those that are not there are no fault', async () => {
  const folder = buildFolder(1)
  mkdirSync(path.join(folder, 'context'), { recursive: true })
  writeFileSync(path.join(folder, 'context', 'apt.txt'), 'jq')
  await removeBuildFolders([1, 2])
  expect(existsSync(folder)).toBe(false)
})

test('a build that is still in hand is marked for whoever lets go of it', async () => {
  mkdirSync(buildFolder(3), { recursive: true })
  expect(await isMarkedDeleted(buildFolder(3))).toBe(false)
  await markDeleted(3, false)
  expect(await isMarkedDeleted(buildFolder(3))).toBe(true)
  await markDeleted(4, false)
  expect(existsSync(buildFolder(4))).toBe(false)
  expect(await isMarkedDeleted(buildFolder(4))).toBe(false)
})
