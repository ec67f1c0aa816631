import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { buildFolder } from '#lib/config.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'

const modeOf = (file: string) => statSync(file).mode & 0o777

/** What others may read, write or enter, but for contexts and what docker-buildx opens itself, in a folder that is closed. */
function openToOthers(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const own = files.filter((file) => !/^builds\/\d+\/((manifest-)?context(\/|$)|metadata.json$)/.test(file))
  expect(own.length).toBeGreaterThan(10)
  return own.filter((file) => (modeOf(path.join(folder, file)) & 0o077) !== 0)
}

test('what a build and a backup leave is closed to others; a build context looks the same to every engine', async () => {
  const data = path.join(newDataFolder(), 'data')
  mkdirSync(data)
  chmodSync(data, 0o755)
  process.env.SLIPWAY_DATA = data
  const builder = startBuilder()
  await vi.waitFor(() => expect(existsSync(path.join(data, 'slipway.db'))).toBe(true), { timeout: 30_000 })
  const { buildId } = queueBuild(someAdministrator(), 'private', { apt: 'tree' })
  expect(await untilFinal(buildId)).toMatchObject({ state: 'succeeded' })
  execFileSync(process.execPath, ['scripts/backup.ts'])
  expect(openToOthers(data)).toEqual([])
  await endBuilder(builder, 'SIGTERM')
  const context = path.join(buildFolder(buildId), 'context')
  expect(modeOf(context)).toBe(0o755)
  expect(readdirSync(context).map((file) => modeOf(path.join(context, file)))).toEqual(
    readdirSync(context).map(() => 0o644),
  )
  expect(modeOf(buildFolder(buildId))).toBe(0o700)
})
