import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listBuilds } from '#db/queries/build-list.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { listPullSecrets } from '#db/queries/pull-secrets.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { readBuildQuery } from '#lib/builds/build-query.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { sealPassword } from '#lib/secrets/pull-secret.ts'
import {
  endBuilder,
  newDataFolder,
  sampleBase,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { type Built, buildImage, inImage, installed } from '../support/built.ts'
import { deriveBase } from '../support/derived-base.ts'
import { key, lockRegistry } from '../support/locked-registry.ts'
import { registryDigest } from '../support/registry.ts'
import { logText } from '../support/whole-log.ts'

let administrator: Viewer
let builder: ChildProcess

beforeAll(() => {
  newDataFolder()
  administrator = someAdministrator()
  builder = startBuilder()
})

afterAll(() => endBuilder(builder, 'SIGTERM'))

/** Builds an image again, with another spec where one is given. */
async function rebuild(built: Built, change: Partial<BuildSpec> = {}): Promise<Built> {
  const spec = { ...built.spec, ...change }
  const made = insertRebuild(administrator, { name: built.name, spec, isFresh: false, seen: built.id })
  if (typeof made === 'string') throw new Error(made)
  return { ...(await untilFinal(made.buildId)), name: built.name }
}

test('an unchanged rebuild has a tag of its own, and the image of the build before stays', async () => {
  const first = await buildImage('unchanged', { pip: 'slipway-hello' })
  const second = await rebuild(first)
  expect([first.reference, second.reference]).toEqual([
    expect.stringMatching(/unchanged:1$/),
    expect.stringMatching(/unchanged:2$/),
  ])
  expect(await registryDigest(first.reference ?? '')).toBe(first.digest)
  expect(await registryDigest(second.reference ?? '')).toBe(second.digest)
})

test('what is taken out of a list is not in the rebuilt image', async () => {
  const first = await buildImage('cleared', { apt: 'tree', pip: 'slipway-hello' })
  expect(installed(first, 'pip')).toHaveProperty('slipway-hello')
  const second = await rebuild(first, { pip: '' })
  expect(installed(second, 'pip')).not.toHaveProperty('slipway-hello')
  expect(installed(second, 'apt')).toHaveProperty('tree')
  expect(inImage(second, 'python3 -m pip list')).not.toContain('slipway-hello')
})

test('another base is what the rebuilt image stands upon', async () => {
  const other = deriveBase('other', ['RUN touch /other'])
  const first = await buildImage('rebased', { pip: 'slipway-hello' })
  const second = await rebuild(first, { base: other })
  expect(inImage(second, 'ls /other')).toBe('/other\n')
  expect(second.baseDigest).toBe(await registryDigest(other))
  expect(second.baseDigest).not.toBe(first.baseDigest)
})

test('a typing error in the base of a first build is mended by a rebuild', async () => {
  const first = await buildImage('mistyped', { base: `${sampleBase()}-typo`, pip: 'slipway-hello' })
  expect(first).toMatchObject({ state: 'failed', diagnosis: { field: 'base' } })
  expect(await rebuild(first, { base: sampleBase() })).toMatchObject({ state: 'succeeded', number: 2 })
})

test('a failed build stays failed when the builder starts anew, its log as it was', async () => {
  const built = await buildImage('failed', { pip: 'no-such-wheel' })
  const log = logText(built.id)
  await endBuilder(builder, 'SIGTERM')
  builder = startBuilder()
  // Whatever the builder wanted to do again, it would have done before this.
  await buildImage('after-failed', { pip: 'slipway-hello' })
  const { rows } = listBuilds(systemViewer, readBuildQuery({ image: built.name }))
  expect(rows.map(({ id, state }) => [id, state])).toEqual([[built.id, 'failed']])
  expect(logText(built.id)).toBe(log)
})

test('an image runs as the user of its base, and what was installed works for that user', async () => {
  const base = deriveBase('user', ['RUN useradd --create-home jovyan', 'USER jovyan'])
  const built = await buildImage('as-user', { base, apt: 'tree', pip: 'slipway-hello' })
  expect(inImage(built, 'id -un; tree --version; python3 -c "import slipway_hello"')).toMatch(
    /^jovyan\ntree v/,
  )
})

test('a base behind a door is pulled with its own secret; the right to push is nobody’s pull secret', async () => {
  const [registry = ''] = sampleBase().split('/')
  const locked = await lockRegistry(registry)
  const secret = { name: 'door', registry: locked.host, username: key.username }
  insertPullSecrets(administrator, [
    { ...secret, sealedPassword: sealPassword({ ...secret, password: key.password }) },
  ])
  const pullSecretId = listPullSecrets(administrator)[0]?.id ?? 0
  const base = sampleBase().replace(registry, locked.host)
  const lists = { base, pip: 'slipway-hello' }
  expect(await buildImage('without-key', lists)).toMatchObject({ diagnosis: { field: 'pullSecret' } })
  const built = await buildImage('with-key', { ...lists, pullSecretId })
  expect(built).toMatchObject({ state: 'succeeded' })
  expect(getManagedImage(systemViewer, built.name)?.pullSecret).toBeNull()
  await locked.close()
})
