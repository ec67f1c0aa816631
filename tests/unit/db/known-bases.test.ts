import { beforeEach, describe, expect, test } from 'vitest'
import { listKnownBases } from '#db/queries/known-bases.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import type { Viewer } from '#lib/access.ts'
import { recommendedBases } from '#lib/images/known-base.ts'
import { customImage, endNextBuild, existingImage, groupId, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
  max = person('max', { groups: ['vision', 'data'], managed: ['vision'] })
})

const references = (viewer: Viewer, typed = '') =>
  listKnownBases(viewer, typed, 20).map(({ reference }) => reference)
const named = (name: string) => `registry.example.org/${name}:1`

describe('bases on offer', () => {
  test('are ready images that the viewer may use', () => {
    existingImage(ada, 'for-all')
    existingImage(ada, 'for-others', { groups: ['data'] })
    existingImage(ada, 'for-nobody', { groups: [] })
    existingImage(max, 'ours', { ownerGroup: 'vision' })
    customImage(ada, 'not-ready')
    expect(references(ada)).toEqual(['for-all', 'for-nobody', 'for-others', 'ours'].map(named))
    expect(references(max)).toEqual(['for-all', 'for-others', 'ours'].map(named))
    expect(references(person('nora'))).toEqual([])
    expect(listKnownBases(max, 'ours', 20)).toMatchObject([{ displayName: 'ours', isSystem: false }])
  })

  test('are found in any case, anywhere in name or URL; signs of the database’s patterns mean themselves', () => {
    existingImage(ada, 'pytorch-2')
    existingImage(ada, 'r-base')
    expect(references(ada, ' PyTorch')).toEqual([named('pytorch-2')])
    expect(references(ada, 'EXAMPLE.org/r')).toEqual([named('r-base')])
    expect(references(ada, '_')).toEqual([])
  })

  test('with names that are alike are all there, their URLs whole', () => {
    const long = `registry.example.org/a__b/${'x'.repeat(200)}__y:1.0__2`
    existingImage(ada, 'torch', { found: { reference: long } })
    existingImage(ada, 'torch-', { found: { reference: 'registry.example.org/torch:2' } })
    existingImage(ada, 'torch.1', { found: { reference: long } })
    expect(references(ada, 'torch')).toEqual([long, 'registry.example.org/torch:2', long])
  })

  test('are at most as many as asked for', () => {
    for (const name of ['a', 'b', 'c']) existingImage(ada, name, { found: { gpuReference: `g/${name}:1` } })
    expect(listKnownBases(ada, '', 5)).toHaveLength(5)
  })
})

test('a universal image with one URL is universal, one with two is offered for CPU and for GPU', () => {
  existingImage(ada, 'one', { type: 'universal' })
  existingImage(ada, 'two', { type: 'universal', found: { gpuReference: 'registry.example.org/two:gpu' } })
  expect(listKnownBases(ada, '', 20)).toMatchObject([
    { displayName: 'one', type: 'universal', isFor: null },
    { displayName: 'two', type: 'universal', isFor: 'CPU', reference: named('two') },
    { displayName: 'two', type: 'universal', isFor: 'GPU', reference: 'registry.example.org/two:gpu' },
  ])
})

test('a base brings the pull secret of its own registry, where the viewer may use it', () => {
  const login = { registry: 'r.example', username: 'u', sealedPassword: 'x' }
  insertPullSecrets(ada, [
    { name: 'ours', ...login, groupIds: [groupId('vision')] },
    { name: 'theirs', ...login, groupIds: [] },
  ])
  existingImage(ada, 'a-ours', { pullSecretId: 1 })
  existingImage(ada, 'b-theirs', { pullSecretId: 2 })
  customImage(ada, 'c-built', { pullSecretId: 1 })
  endNextBuild('succeeded', { reference: 'own/c:1', digest: `sha256:${'a'.repeat(64)}`, packages: [] })
  const secrets = (viewer: Viewer) =>
    listKnownBases(viewer, '', 20).map((base) => !base.isRecommended && base.pullSecretId)
  expect(secrets(ada)).toEqual([1, 2, null])
  expect(secrets(max)).toEqual([1, 'not shared', null])
})

test('recommended bases are found in any case, each once', () => {
  const found = recommendedBases(
    ['docker.io/debian:12', 'quay.io/Debian:1', 'quay.io/Debian:1', 'x:1'],
    ' DEBIAN',
  )
  expect(found.map(({ reference }) => reference)).toEqual(['docker.io/debian:12', 'quay.io/Debian:1'])
})
