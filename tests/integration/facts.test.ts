import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFacts } from '#lib/engine/facts.ts'
import { inspectImage } from '#lib/engine/inspect.ts'
import { newDataFolder, sampleBase } from '../support/builder.ts'
import { key, type LockedRegistry, lockRegistry, silentRegistry } from '../support/locked-registry.ts'
import { pushIndex, pushVariant } from '../support/variants.ts'

const own = process.arch === 'x64' ? 'amd64' : process.arch
const other = own === 'arm64' ? 'amd64' : 'arm64'
let silent: LockedRegistry

beforeAll(async () => {
  newDataFolder()
  silent = await silentRegistry()
})
afterAll(() => silent.close())

test('an image says its digest, size, platform, user and CUDA', async () => {
  const env = ['CUDA_VERSION=12.4.1', 'NVIDIA_REQUIRE_CUDA=cuda>=12.0 brand=tesla']
  const { reference, digest, size } = await pushVariant(sampleBase(), 'facts/gpu:1', { env, user: 'jovyan' })
  const facts = { digest, size, platforms: [`linux/${own}`], user: 'jovyan', cuda: '12.4.1' }
  expect(await readFacts(reference)).toEqual({ ok: true, facts })
})

test('an index says its own digest and every platform, and the size of the one for this machine', async () => {
  const mine = await pushVariant(sampleBase(), 'facts/both:own', { user: 'a-longer-configuration' })
  const theirs = await pushVariant(sampleBase(), 'facts/both:other', { architecture: other })
  const reference = mine.reference.replace(/own$/, 'all')
  const digest = await pushIndex(reference, { [other]: theirs.digest, [own]: mine.digest })
  const answer = await readFacts(reference)
  expect(answer).toMatchObject({
    ok: true,
    facts: { digest, size: mine.size, user: 'a-longer-configuration' },
  })
  expect(answer.ok && answer.facts.platforms.toSorted()).toEqual(['linux/amd64', 'linux/arm64'])
})

test('a tag with a digest is looked up by the digest', async () => {
  const first = await pushVariant(sampleBase(), 'facts/moved:1', { user: 'first' })
  const second = await pushVariant(sampleBase(), 'facts/moved:1', { user: 'second' })
  const kept = await readFacts(`${first.reference}@${first.digest}`)
  expect(kept).toMatchObject({ ok: true, facts: { digest: first.digest, user: 'first', size: first.size } })
  expect(await inspectImage(first.reference)).toMatchObject({ image: { digest: second.digest } })
})

test('behind a door the size is asked for with the key too', async () => {
  const [registry = ''] = sampleBase().split('/')
  const locked = await lockRegistry(registry)
  const { reference, digest, size } = await pushVariant(sampleBase(), 'facts/locked:1')
  const login = { registry: locked.host, ...key }
  const answer = await readFacts(reference.replace(registry, locked.host), [login])
  await locked.close()
  expect(answer).toMatchObject({ ok: true, facts: { digest, size } })
})

test('a registry that never answers is given up after 15 s', async () => {
  const begun = Date.now()
  expect(await readFacts(`${silent.host}/a/b:1`)).toMatchObject({ ok: false, fault: 'timeout' })
  expect(Date.now() - begun).toBeLessThan(17_000)
})
