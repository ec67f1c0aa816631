import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveSetting } from '#db/queries/settings.ts'
import { writeBegun } from '#lib/builder/begun.ts'
import { clearDeleted } from '#lib/builder/deleted.ts'
import { buildFolder } from '#lib/config.ts'
import { pointTag, removeCopies } from '#lib/engine/registry-copies.ts'
import { markDeleted } from '#lib/logs/remove.ts'
import { pushRegistry, sealPushPassword } from '#lib/settings.ts'
import { pushImage } from '../../scripts/up/push-image.ts'
import { newDataFolder, sampleBase, someAdministrator } from '../support/builder.ts'
import { key, type LockedRegistry, listen, lockRegistry } from '../support/locked-registry.ts'

const types = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
}
const [open = ''] = sampleBase().split('/')
const repository = `copies-${Date.now().toString(36)}/tools`
let locked: LockedRegistry
let tar: string

beforeAll(async () => {
  tar = path.join(newDataFolder(), 'layer.tar')
  writeFileSync(tar, 'not much')
  locked = await lockRegistry(open)
})
afterAll(() => locked.close())

const ask = (name: string, method = 'HEAD', body?: string) =>
  fetch(`http://${open}/v2/${repository}/manifests/${name}`, {
    method,
    body,
    headers: body ? { 'content-type': types.index } : { accept: `${types.index}, ${types.manifest}` },
  })

/** Builds are pushed to this registry from here on. */
function pushTo(registry: string, password = key.password): void {
  const login = { registry, username: key.username }
  const value = { ...login, prefix: 'slipway', sealedPassword: sealPushPassword({ ...login, password }) }
  saveSetting(someAdministrator(), { key: 'registry', value, seen: pushRegistry().updatedAt })
}

/** An index with one image in it, as builds push; digests of both. */
async function pushIndex(tag: string): Promise<{ index: string; image: string }> {
  await pushImage({ registry: open, repository, tag }, { tar, env: [`TAG=${tag}`], cmd: ['true'] })
  const { headers } = await ask(tag)
  const image = headers.get('docker-content-digest') ?? ''
  const size = Number(headers.get('content-length'))
  const manifests = [{ mediaType: types.manifest, digest: image, size }]
  const body = JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests })
  const made = await ask(tag, 'PUT', body)
  return { index: made.headers.get('docker-content-digest') ?? '', image }
}

test('a tag is pointed at an earlier copy, and copies go with all that they are made of', async () => {
  pushTo(locked.host)
  const [first, second] = [await pushIndex('1'), await pushIndex('2')]
  const reference = `${locked.host}/${repository}`
  expect(await pointTag({ reference: `${reference}:1`, digest: first.index }, 'latest')).toBeNull()
  expect((await ask('latest')).headers.get('docker-content-digest')).toBe(first.index)

  const copies = [{ reference: `${reference}:1`, digest: first.index }]
  expect(await removeCopies(copies)).toEqual({ removed: 1, fault: null })
  for (const name of ['1', 'latest', first.index, first.image]) expect((await ask(name)).status).toBe(404)
  expect((await ask(second.index)).status).toBe(200)
  expect(await removeCopies(copies)).toEqual({ removed: 1, fault: null })
})

test('a build that was pushed while its image was deleted takes its copy along', async () => {
  pushTo(locked.host)
  const { index: digest } = await pushIndex('late')
  const folder = buildFolder(7)
  mkdirSync(folder, { recursive: true })
  const begun = { identity: 'tools #7', repository: `${locked.host}/${repository}`, hasContainerdStore: true }
  await writeBegun(folder, begun)
  writeFileSync(path.join(folder, 'metadata.json'), JSON.stringify({ 'containerimage.digest': digest }))
  await markDeleted(7, true)
  await clearDeleted(folder)
  expect(existsSync(folder)).toBe(false)
  expect((await ask('late')).status).toBe(404)
})

test('what cannot be done is said, and nothing is claimed', async () => {
  const { index: digest } = await pushIndex('3')
  const copy = { reference: `${locked.host}/${repository}:3`, digest }
  pushTo(locked.host, 'wrong')
  expect(await removeCopies([copy])).toEqual({ removed: 0, fault: expect.stringContaining('may not delete') })
  expect(await pointTag(copy, 'latest')).toContain('HTTP 401')
  pushTo('elsewhere.example')
  expect((await removeCopies([copy])).fault).toContain('not in elsewhere.example')
  expect((await ask('3')).status).toBe(200)
})

test('a registry that never deletes is named as the reason (a fake one: ours deletes)', async () => {
  const fake = await listen(
    createServer(({ method }, answer) => {
      answer.writeHead(method === 'DELETE' ? 405 : 404).end()
    }),
  )
  pushTo(fake.host)
  const copy = { reference: `${fake.host}/slipway/tools:1`, digest: `sha256:${'a'.repeat(64)}` }
  expect((await removeCopies([copy])).fault).toContain('does not allow deleting')
  await fake.close()
})
