import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listImageBuilds } from '#db/queries/image-builds.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getImage } from '#db/queries/images.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { type Freshness, freshnessOf } from '#lib/images/freshness.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  sampleBase,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { existingImage } from '../support/catalogue.ts'
import { lockRegistry } from '../support/locked-registry.ts'
import { pushVariant } from '../support/variants.ts'

let administrator: Viewer
let builder: ChildProcess

beforeAll(() => {
  newDataFolder()
  // About a second.
  process.env.SLIPWAY_FRESHNESS_HOURS = '0.0003'
  administrator = someAdministrator()
  builder = startBuilder()
})

afterAll(() => endBuilder(builder, 'SIGTERM'))

const freshness = (name: string) => {
  const tracked = getImage(systemViewer, name)?.tracked
  return tracked && freshnessOf(tracked)
}
const until = (name: string, wanted: Partial<Freshness>) =>
  vi.waitFor(() => expect(freshness(name)).toMatchObject(wanted), { timeout: 60_000 })

test('a tag that was moved is noticed by what was built on it and by what stands for it', async () => {
  const first = await pushVariant(sampleBase(), 'fresh/base:1', { user: 'root' })
  const { name, buildId } = queueBuild(administrator, 'on-base', {
    base: first.reference,
    pip: 'slipway-hello',
  })
  expect(await untilFinal(buildId)).toMatchObject({ state: 'succeeded', baseDigest: first.digest })
  const found = { reference: first.reference, digest: first.digest }
  const existing = existingImage(administrator, 'the-base-itself', { found })
  expect([freshness(name)?.state, freshness(existing)?.state]).toEqual(['fresh', 'fresh'])

  const second = await pushVariant(sampleBase(), 'fresh/base:1', { env: ['WHICH=second'] })
  await until(name, { state: 'base changed', title: 'Its base has changed since build #1' })
  await until(existing, { state: 'moved', remedy: 'take' })
  expect(getImage(systemViewer, name)?.tracked?.sourceDigest).toBe(second.digest)

  await pushVariant(sampleBase(), 'fresh/base:1', { user: 'root' })
  await until(name, { state: 'fresh' })
})

test('an image that follows its base is rebuilt by itself when the tag was moved, once, and then it is fresh', async () => {
  const { reference: base } = await pushVariant(sampleBase(), 'fresh/followed:1', { user: 'root' })
  const { name, buildId } = queueBuild(administrator, 'follows', { base, pip: 'slipway-hello' })
  await untilFinal(buildId)
  const image = getManagedImage(systemViewer, name)
  if (!image) throw new Error(`${name} is not there.`)
  updateImage(administrator, { ...image, groupIds: [], seen: image.revision, rebuildsOnNewBase: true })

  const moved = await pushVariant(sampleBase(), 'fresh/followed:1', { env: ['WHICH=second'] })
  const scheduled = await vi.waitFor(
    () => {
      const newest = listImageBuilds(systemViewer, name)?.builds[0]
      expect(newest).toMatchObject({ number: 2, isScheduled: true })
      return newest?.id ?? 0
    },
    { timeout: 60_000 },
  )
  expect(await untilFinal(scheduled)).toMatchObject({ state: 'succeeded', baseDigest: moved.digest })
  await until(name, { state: 'fresh' })
  expect(listImageBuilds(systemViewer, name)?.builds).toHaveLength(2)
})

test('what the registry says of a built image is in the catalogue', async () => {
  const env = ['CUDA_VERSION=12.4.1']
  const { reference: base } = await pushVariant(sampleBase(), 'fresh/cuda:1', { env, user: 'www-data' })
  const { name, buildId } = queueBuild(administrator, 'on-cuda', { base, pip: 'slipway-hello' })
  await untilFinal(buildId)
  const { facts, digest } = getImage(systemViewer, name) ?? {}
  expect(facts).toMatchObject({ digest, cuda: '12.4.1', user: 'www-data' })
  expect(facts?.size).toBeGreaterThan(1_000_000)
})

test('a registry that went away is never called fresh, and says why', async () => {
  const pushed = await pushVariant(sampleBase(), 'fresh/away:1')
  const [registry = ''] = sampleBase().split('/')
  const door = await lockRegistry(registry)
  const reference = pushed.reference.replace(registry, door.host)
  const name = existingImage(administrator, 'away', { found: { reference, digest: pushed.digest } })
  await until(name, { state: 'unknown', text: expect.stringContaining('needs credentials') })
  await door.close()
  await until(name, { state: 'unknown', text: expect.stringContaining('could not be reached') })
})

test('a digest without a tag is asked of nobody', async () => {
  const reference = `127.0.0.1:1/never/asked@sha256:${'a'.repeat(64)}`
  const name = existingImage(administrator, 'pinned', { found: { reference } })
  await vi.waitFor(
    () => expect(getImage(systemViewer, name)?.tracked?.sourceCheckedAt).not.toBeNull(),
    30_000,
  )
  expect(getImage(systemViewer, name)?.tracked?.sourceFault).toBeNull()
  expect(freshness(name)?.state).toBe('pinned')
})
