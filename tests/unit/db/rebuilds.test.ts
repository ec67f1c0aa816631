import { beforeEach, describe, expect, test } from 'vitest'
import { claimBuild } from '#db/queries/build-queue.ts'
import { getBuild, requestCancel } from '#db/queries/builds.ts'
import { getImage } from '#db/queries/images.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { getRebuild } from '#db/queries/rebuild-start.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import type { Verdict } from '#lib/builds/state.ts'
import { customImage, endNextBuild, existingImage, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer
let mia: Viewer
let nora: Viewer

beforeEach(() => {
  openFreshDatabase()
  ;({ ada, max, mia, nora } = samplePeople())
})

const published = {
  reference: 'registry.example.org/slipway/tools:1',
  digest: `sha256:${'a'.repeat(64)}`,
  packages: [],
}
const spec = { base: 'debian:13', pullSecretId: null, apt: '', conda: '', pip: 'numpy' }

describe('a rebuild', () => {
  let name: string
  let seen: number
  const rebuild = (viewer: Viewer, change: Partial<Parameters<typeof insertRebuild>[1]> = {}) =>
    insertRebuild(viewer, { name, spec, isFresh: false, seen, ...change })

  beforeEach(() => {
    const added = customImage(max, 'tools', { ownerGroup: 'vision', spec: { apt: 'jq' } })
    name = added.name
    seen = added.buildId
  })

  test('starts from the last spec and queues a new one whole, lists that were cleared included', () => {
    endNextBuild('succeeded', published)
    expect(getRebuild(max, name)?.last).toMatchObject({ id: seen, state: 'succeeded', spec: { apt: 'jq' } })
    const outcome = rebuild(max)
    const id = typeof outcome === 'object' ? outcome.buildId : 0
    expect(getBuild(max, id)).toMatchObject({ number: 2, state: 'queued', spec, isFresh: false })
    expect(getRebuild(max, name)?.last).toMatchObject({ id, requestedBy: 'max', spec })
  })

  test('starts from an older build where that is asked for, and is guarded by the last one all the same', () => {
    endNextBuild('failed')
    const second = rebuild(ada)
    endNextBuild('failed')
    const start = getRebuild(max, name, 1)
    expect(start).toMatchObject({ from: { number: 1, spec: { apt: 'jq' } }, last: { number: 2, spec } })
    expect(second).toEqual({ buildId: start?.last.id, isNew: true })
    expect(getRebuild(max, name)?.from.number).toBe(2)
    expect(getRebuild(max, name, 3)).toBeNull()
    expect(getRebuild(mia, name, 1)).toBeNull()
  })

  test('from an older build uses its pull secret while that is there, from the last one the image’s own', () => {
    const secret = { registry: 'r.example', username: 'u', sealedPassword: 'x', groupIds: [] }
    insertPullSecrets(ada, [
      { ...secret, name: 'first' },
      { ...secret, name: 'second' },
    ])
    endNextBuild('failed')
    const ids = [1, 2, null]
    for (const pullSecretId of ids) {
      const outcome = rebuild(ada, { spec: { ...spec, pullSecretId } })
      seen = typeof outcome === 'object' ? outcome.buildId : 0
      endNextBuild('failed')
    }
    expect(getRebuild(ada, name, 2)).toMatchObject({ pullSecretId: 1, pullSecret: 'first' })
    expect(getRebuild(ada, name)).toMatchObject({ pullSecretId: null, pullSecret: null })
    expect(getRebuild(ada, name, 1)).toMatchObject({ pullSecretId: null })
  })

  test('is refused while a build is queued or running', () => {
    expect(rebuild(ada)).toBe('active')
    claimBuild()
    expect(rebuild(ada)).toBe('active')
  })

  test('is not made over a build that the person has not seen', () => {
    endNextBuild('failed')
    expect(rebuild(ada)).toHaveProperty('buildId')
    endNextBuild('failed')
    expect(rebuild(max)).toBe('overtaken')
    expect(getRebuild(max, name)?.last).toMatchObject({ number: 2, requestedBy: 'ada' })
  })

  test('tells the builder to take nothing from the cache when asked to', () => {
    endNextBuild('failed')
    rebuild(ada, { isFresh: true })
    expect(claimBuild()).toMatchObject({ number: 2, isFresh: true })
  })

  test.each<Verdict>(['failed', 'interrupted'])('that ended as %s leaves what is published', (state) => {
    endNextBuild('succeeded', published)
    rebuild(ada)
    endNextBuild(state)
    const { reference, digest } = published
    expect(getImage(mia, name)).toMatchObject({ reference, digest, published: { number: 1 } })
  })

  test('that was cancelled leaves what is published', () => {
    endNextBuild('succeeded', published)
    const outcome = rebuild(ada)
    requestCancel(ada, typeof outcome === 'object' ? outcome.buildId : 0)
    expect(getImage(mia, name)).toMatchObject({ digest: published.digest, published: { number: 1 } })
  })

  test('is for those who manage the image', () => {
    endNextBuild('failed')
    expect([ada, max, mia, nora].map((viewer) => getRebuild(viewer, name) !== null)).toEqual([
      true,
      true,
      false,
      false,
    ])
    for (const viewer of [mia, nora]) expect(() => rebuild(viewer)).toThrow(AccessDenied)
    expect(getRebuild(ada, name)?.last.number).toBe(1)
  })
})

test('an existing image and one that is not there cannot be rebuilt', () => {
  const name = existingImage(ada, 'from-elsewhere')
  for (const each of [name, 'never-was']) {
    expect(getRebuild(ada, each)).toBeNull()
    expect(insertRebuild(ada, { name: each, spec, isFresh: false, seen: 1 })).toBe('gone')
  }
})
