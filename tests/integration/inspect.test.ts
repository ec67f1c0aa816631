import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectImage } from '#lib/engine/inspect.ts'
import { newDataFolder, sampleBase } from '../support/builder.ts'
import { key, type LockedRegistry, lockRegistry, silentRegistry } from '../support/locked-registry.ts'

let locked: LockedRegistry
let silent: LockedRegistry
let base: string

beforeAll(async () => {
  newDataFolder()
  const [registry = ''] = sampleBase().split('/')
  locked = await lockRegistry(registry)
  silent = await silentRegistry()
  base = sampleBase().replace(registry, locked.host)
})

afterAll(() => Promise.all([locked.close(), silent.close()]))

const login = (password = key.password) => [{ registry: locked.host, username: key.username, password }]

test('an open image is described as its registry has it', async () => {
  const inspection = await inspectImage(sampleBase())
  expect(inspection).toMatchObject({ ok: true, image: { platforms: ['linux/amd64'], user: '' } })
  expect(inspection.ok && inspection.image.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
})

test('an image behind a door is described to whoever has the key, and to nobody else', async () => {
  expect(await inspectImage(base, login())).toMatchObject({ ok: true })
  expect(await inspectImage(base)).toMatchObject({ ok: false, fault: 'unauthorised' })
  expect(await inspectImage(base, login('wrong'))).toMatchObject({ ok: false, fault: 'unauthorised' })
})

test('a tag that is not there is missing', async () => {
  expect(await inspectImage(`${base}-not`, login())).toMatchObject({ ok: false, fault: 'missing' })
})

test('a closed port is unreachable, and a silent registry is given up', async () => {
  expect(await inspectImage('127.0.0.1:1/a/b:1')).toMatchObject({ ok: false, fault: 'unreachable' })
  expect(await inspectImage(`${silent.host}/a/b:1`)).toMatchObject({ ok: false, fault: 'timeout' })
})

test.each(['-v', '--builder=x', '--help'])('an option is not an image: %s', async (reference) => {
  expect(await inspectImage(reference)).toMatchObject({ ok: false })
})
