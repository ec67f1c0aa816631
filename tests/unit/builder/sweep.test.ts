import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { sweep } from '#lib/builder/sweep.ts'
import { config } from '#lib/config.ts'
import { engineEnvironment } from '#lib/engine/environment.ts'
import { markDeleted } from '#lib/logs/remove.ts'
import { customImage, endNextBuild, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

vi.mock('#lib/config.ts', async (original) => {
  const real = await original<typeof import('#lib/config.ts')>()
  const kept = { ...real.config() }
  const folder = (id: number) => path.join(kept.SLIPWAY_DATA, 'builds', String(id))
  return { ...real, config: () => kept, buildFolder: folder }
})

const nobody = () => false
const dayMs = 24 * 3_600_000
let known: number

beforeEach(() => {
  config().SLIPWAY_DATA = openFreshDatabase()
  known = customImage(samplePeople().ada, 'tools').buildId
  endNextBuild('failed')
})

const place = (...names: string[]) => path.join(config().SLIPWAY_DATA, ...names)

/** A folder with credentials in it, touched so many days ago. */
function leave(folder: string, daysAgo = 0): string {
  mkdirSync(path.join(folder, 'docker-config'), { recursive: true })
  writeFileSync(path.join(folder, 'docker-config', 'config.json'), '{}')
  writeFileSync(path.join(folder, 'log.ndjson'), '')
  age(folder, daysAgo)
  return folder
}

function age(folder: string, days: number): void {
  const at = new Date(Date.now() - days * dayMs)
  utimesSync(folder, at, at)
}

const hasCredentials = (folder: string) => existsSync(path.join(folder, 'docker-config'))

test('credentials of a build that nobody has in hand go; its log stays', async () => {
  const folder = leave(place('builds', String(known)), 400)
  await sweep((id) => id === known)
  expect(hasCredentials(folder)).toBe(true)
  await sweep(nobody)
  expect(hasCredentials(folder)).toBe(false)
  expect(existsSync(path.join(folder, 'log.ndjson'))).toBe(true)
})

test('what buildx makes for a moment lies beside the credentials and goes with them', () => {
  const folder = place('builds', '1', 'docker-config')
  expect(engineEnvironment(folder)).toMatchObject({ TMPDIR: folder, DOCKER_CONFIG: folder })
})

test('the folder of a build that was deleted goes', async () => {
  const folder = leave(place('builds', '77'))
  await markDeleted(77, false)
  await sweep(nobody)
  expect(existsSync(folder)).toBe(false)
})

test('folders that the database does not know stay for a week, without their credentials', async () => {
  const names = ['88', `${known}.of-another-build-1`]
  const young = names.map((name) => leave(place('builds', name), 6))
  await sweep(nobody)
  expect(young.map((folder) => [existsSync(folder), hasCredentials(folder)])).toEqual([
    [true, false],
    [true, false],
  ])
  for (const folder of young) age(folder, 8)
  await sweep(nobody)
  expect(young.map((folder) => existsSync(folder))).toEqual([false, false])
})

test('folders of one question go when they are older than any question takes', async () => {
  const [old, young] = [leave(place('scratch', 'call-old'), 1), leave(place('scratch', 'call-young'))]
  await sweep(nobody)
  expect([existsSync(old), existsSync(young)]).toEqual([false, true])
})
