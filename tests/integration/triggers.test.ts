import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { listImageBuilds } from '#db/queries/image-builds.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { inspectBase } from '#lib/engine/inspect-base.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import {
  endBuilder,
  newDataFolder,
  sampleBase,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { type Built, buildImage, inImage } from '../support/built.ts'
import { deriveBase } from '../support/derived-base.ts'
import { startFaultyRegistry } from '../support/faulty-registry.ts'
import { key, lockRegistry } from '../support/locked-registry.ts'
import { pushIndex, pushVariant } from '../support/variants.ts'
import { logText } from '../support/whole-log.ts'

const triggers = ['RUN echo canary-ran && touch /canary', 'COPY pip.txt /from-the-context']
const pip = 'slipway-hello'
const stepOfEngine = /"step":\d/
let builder: ChildProcess
let ada: Viewer

beforeAll(() => {
  newDataFolder()
  // About a second.
  process.env.SLIPWAY_FRESHNESS_HOURS = '0.0003'
  ada = someAdministrator()
  builder = startBuilder()
})

afterAll(() => endBuilder(builder, 'SIGTERM'))

async function rebuild(built: Built, change: Partial<BuildSpec> = {}): Promise<Built> {
  const spec = { ...built.spec, ...change }
  const made = insertRebuild(ada, { name: built.name, spec, isFresh: false, seen: built.id })
  if (typeof made === 'string') throw new Error(made)
  return { ...(await untilFinal(made.buildId)), name: built.name }
}

const onbuild = (list: readonly string[]) => list.map((trigger) => `ONBUILD ${trigger}`)
const triggersOf = async (reference: string) => {
  const inspection = await inspectBase(reference)
  return inspection.ok ? inspection.image.triggers : inspection
}

describe('a base that runs something of its own', () => {
  let base: string
  let refused: Built
  let agreed: Built

  beforeAll(async () => {
    base = deriveBase('triggers', onbuild(triggers))
    refused = await buildImage('triggers', { base, pip })
    agreed = await rebuild(refused, { triggers })
  })

  test('nothing of it runs where nobody agreed, and the verdict says what it is', () => {
    expect(refused).toMatchObject({
      state: 'failed',
      diagnosis: { code: 'base-triggers', field: 'base', quote: triggers },
    })
    expect(logText(refused.id)).not.toMatch(stepOfEngine)
  })

  test('what somebody agreed to runs, and what was asked for is installed upon it', () => {
    expect(agreed).toMatchObject({ state: 'succeeded', spec: { triggers } })
    expect(logText(agreed.id)).toContain('canary-ran')
    expect(inImage(agreed, 'ls /canary && cat /from-the-context')).toContain(pip)
  })

  test('an image built upon it hands nothing on', async () => {
    expect(await triggersOf(agreed.reference ?? '')).toEqual([])
  })

  test('others behind the same tag do not run, whoever wants the rebuild', async () => {
    const changed = [...triggers, 'RUN touch /second']
    deriveBase('triggers', onbuild(changed))
    const again = await rebuild(agreed)
    expect(again.diagnosis).toMatchObject({ code: 'base-triggers', quote: changed, triggers: changed })
    expect(again.diagnosis?.summary).toContain('that is not what was agreed to')
    expect(logText(again.id)).not.toMatch(stepOfEngine)
  })
})

test('an image that follows its base does not run what the base has come to run', async () => {
  const base = deriveBase('followed', ['RUN touch /first'])
  const { name } = await buildImage('followed', { base, pip })
  const image = getManagedImage(systemViewer, name)
  if (!image) throw new Error(`${name} is not there.`)
  updateImage(ada, { ...image, groupIds: [], seen: image.revision, rebuildsOnNewBase: true })
  deriveBase('followed', onbuild(triggers))
  const scheduled = await vi.waitFor(
    () => {
      const newest = listImageBuilds(systemViewer, name)?.builds[0]
      expect(newest?.isScheduled).toBe(true)
      return newest?.id ?? 0
    },
    { timeout: 60_000 },
  )
  const ended = await untilFinal(scheduled)
  expect(ended).toMatchObject({ state: 'failed', diagnosis: { code: 'base-triggers' } })
  expect(logText(ended.id)).not.toMatch(stepOfEngine)
})

describe('what a registry says of a base', () => {
  const variant = (tag: string, change: Parameters<typeof pushVariant>[2]) =>
    pushVariant(sampleBase(), `onbuild/base:${tag}`, change)

  test('an index is looked at for the platforms of the engines', async () => {
    const here = await variant('here', { onBuild: ['RUN here'] })
    const arm = await variant('arm', { architecture: 'arm64', onBuild: ['RUN elsewhere'] })
    const reference = here.reference.replace(/here$/, 'index')
    await pushIndex(reference, { amd64: here.digest, arm64: arm.digest })
    expect(await triggersOf(reference)).toEqual(['RUN here'])
  })

  test('names in another case are what the engine takes them for', async () => {
    const rewrite = { configuration: (text: string) => text.replace('"OnBuild"', '"ONbuild"') }
    const { reference } = await variant('case', { onBuild: triggers, rewrite })
    expect(await triggersOf(reference)).toEqual(triggers)
  })

  test.each<[string, (text: string) => string]>([
    ['config', (text) => text.replace(/}$/, ',"config":{"User":""}}')],
    ['config-case', (text) => text.replace(/}$/, ',"Config":{"OnBuild":["RUN id"]}}')],
    ['escaped', (text) => text.replace('"config":', '"config":{"User":""},"con\\u0066ig":')],
    ['trigger', (text) => text.replace('"OnBuild":', '"OnBuild":[],"OnBuild":')],
    ['trigger-case', (text) => text.replace('"OnBuild":', '"onbuild":[],"OnBuild":')],
  ])('a name that stands there twice is no answer: %s', async (tag, configuration) => {
    const { reference } = await variant(tag, { onBuild: triggers, rewrite: { configuration } })
    expect(await triggersOf(reference)).toMatchObject({ ok: false })
  })

  test('a manifest that names two configurations is no answer either', async () => {
    const manifest = (text: string) => text.replace(/"config":({[^}]*})/, '$&,"Config":$1')
    const { reference } = await variant('two', { onBuild: triggers, rewrite: { manifest } })
    expect(await triggersOf(reference)).toMatchObject({ ok: false })
  })

  test('more than anybody would read is not built upon', async () => {
    const { reference } = await variant('long', { onBuild: [`RUN echo ${'x'.repeat(70_000)}`] })
    expect(await triggersOf(reference)).toMatchObject({ ok: false, fault: 'invalid' })
  })

  test('a registry that answers for blobs by GET alone is asked so', async () => {
    const { reference } = await variant('get-alone', { onBuild: triggers })
    const [registry = ''] = reference.split('/')
    const faulty = await startFaultyRegistry(registry)
    faulty.fail(({ method, path }) => (method === 'HEAD' && path.includes('/blobs/') ? 403 : null))
    expect(await triggersOf(reference.replace(registry, faulty.host))).toEqual(triggers)
    expect(faulty.failed).not.toEqual([])
    faulty.fail(({ path }) => (path.includes('/blobs/') ? 403 : null))
    const other = await variant('nothing-given', { onBuild: ['RUN nothing given'] })
    const refused = await triggersOf(other.reference.replace(registry, faulty.host))
    await faulty.close()
    expect(refused).toMatchObject({ ok: false })
  })

  test('whoever has the key of a locked registry is told, and what it does not give out is no base without triggers', async () => {
    const { reference } = await variant('locked', { onBuild: ['RUN behind the door'] })
    const [registry = ''] = reference.split('/')
    const locked = await lockRegistry(registry)
    const behind = reference.replace(registry, locked.host)
    const told = await inspectBase(behind, [{ registry: locked.host, ...key }])
    expect(told).toMatchObject({ ok: true, image: { triggers: ['RUN behind the door'] } })
    expect(await inspectBase(behind)).toMatchObject({ ok: false, fault: 'unauthorised' })
    await locked.close()
  })
})
