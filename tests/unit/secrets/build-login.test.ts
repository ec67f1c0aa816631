import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sweep } from '#lib/builder/sweep.ts'
import { buildFolder, config } from '#lib/config.ts'
import { newScratchFolder } from '#lib/engine/scratch.ts'
import { dockerConfigOf, removeLogins } from '#lib/secrets/build-login.ts'
import { removeDockerConfig, writeDockerConfig } from '#lib/secrets/docker-config.ts'
import { memoryFolder } from '#lib/secrets/memory.ts'
import { openFreshDatabase } from '../../support/database.ts'

beforeAll(() => {
  openFreshDatabase()
})
afterAll(() => removeDockerConfig(memoryFolder() ?? 'nowhere'))

const login = { registry: 'registry.example', username: 'bot', password: 'hush-hush' }

async function begin(id: number): Promise<string> {
  mkdirSync(buildFolder(id), { recursive: true })
  const place = dockerConfigOf(buildFolder(id))
  await writeDockerConfig(place, [login])
  return place
}

test('the login of a build is its owner’s alone, in memory where the machine has such a place', async () => {
  const place = await begin(1)
  expect(statSync(place).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(place, 'config.json')).mode & 0o777).toBe(0o600)
  const expected = memoryFolder() ?? buildFolder(1)
  expect(place.startsWith(`${expected}/`)).toBe(true)
  expect((await newScratchFolder()).startsWith(memoryFolder() ?? path.dirname(buildFolder(1)))).toBe(true)
  await removeLogins(buildFolder(1))
  expect(existsSync(place)).toBe(false)
})

test('what a killed builder left goes when the next one starts; builds that run keep theirs', async () => {
  const [left, kept] = [await begin(2), await begin(3)]
  await sweep((id) => id === 3)
  expect([existsSync(left), existsSync(kept)]).toEqual([false, true])
})

test('a build that began with an earlier Slipway keeps its login until it ends', async () => {
  const id = createHash('sha256').update(config().SLIPWAY_DATA).digest('hex').slice(0, 12)
  const earlier = memoryFolder() ? `/dev/shm/slipway-${id}` : buildFolder(6)
  const places = [6, 7, 8].map((build) =>
    memoryFolder() ? `${earlier}/build-${build}` : path.join(buildFolder(build), 'docker-config'),
  )
  mkdirSync(earlier, { recursive: true, mode: 0o700 })
  for (const build of [6, 7, 8]) mkdirSync(buildFolder(build), { recursive: true })
  for (const place of places) await writeDockerConfig(place, [login])
  expect([6, 7, 8].map((build) => dockerConfigOf(buildFolder(build)))).toEqual(places)
  await removeLogins(buildFolder(6))
  await sweep((build) => build === 7)
  expect(places.map((place) => existsSync(place))).toEqual([false, true, false])
  expect(await begin(9)).not.toContain(`${earlier}/`)
  await removeDockerConfig(earlier)
})

test('a place in memory that somebody else made first is not used, and that is said', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const memory = memoryFolder()
  if (memory) chmodSync(memory, 0o755)
  const place = await begin(4)
  expect(place.startsWith(`${buildFolder(4)}/`)).toBe(true)
  await begin(5)
  if (memory) chmodSync(memory, 0o700)
  expect(warn.mock.calls).toEqual(
    memory ? [[expect.stringContaining(`${memory} is not Slipway's alone`)]] : [],
  )
  warn.mockRestore()
})
