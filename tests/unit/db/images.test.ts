import { beforeEach, describe, expect, test } from 'vitest'
import { insertBuild } from '#db/queries/builds.ts'
import { NameTaken } from '#db/queries/image-changes.ts'
import { getImage } from '#db/queries/images.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import { customImage, endNextBuild, existingImage, person, someFacts } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { catalogue, managed, namesOf } from '../../support/lists.ts'

let ada: Viewer
let max: Viewer
let mia: Viewer
let otto: Viewer
let nora: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
  max = person('max', { groups: ['vision', 'data'], managed: ['vision'] })
  mia = person('mia', { groups: ['vision'] })
  otto = person('otto', { groups: ['data'] })
  nora = person('nora')
})

const published = {
  reference: 'registry.example.org/slipway/tools:1',
  digest: `sha256:${'a'.repeat(64)}`,
  packages: [
    { manager: 'pip' as const, name: 'numpy', version: '2.1.0' },
    { manager: 'apt' as const, name: 'jq', version: '1.6' },
  ],
}
const namesFor = (viewer: Viewer) => namesOf(catalogue(viewer))
const managedBy = (viewer: Viewer) => namesOf(managed(viewer))

describe('the catalogue', () => {
  beforeEach(() => {
    existingImage(ada, 'for-all')
    existingImage(ada, 'for-vision', { groups: ['vision'] })
    existingImage(max, 'by-vision', { ownerGroup: 'vision' })
    customImage(ada, 'not-ready')
  })

  test.each([
    ['an administrator', () => ada, ['by-vision', 'for-all', 'for-vision']],
    ['a manager', () => max, ['by-vision', 'for-all', 'for-vision']],
    ['a member', () => mia, ['by-vision', 'for-all', 'for-vision']],
    ['a member of another group', () => otto, ['for-all']],
    ['a person without groups', () => nora, []],
  ])('shows %s the ready images of their groups', (_, who, names) => {
    expect(namesFor(who())).toEqual(names)
  })

  test('shows one image by the same rule', () => {
    const seenBy = (viewer: Viewer) =>
      ['for-all', 'for-vision', 'by-vision', 'not-ready'].filter((name) => getImage(viewer, name) !== null)
    expect(seenBy(ada)).toEqual(['for-all', 'for-vision', 'by-vision', 'not-ready'])
    expect(seenBy(mia)).toEqual(['for-all', 'for-vision', 'by-vision'])
    expect(seenBy(otto)).toEqual(['for-all'])
    expect(seenBy(nora)).toEqual([])
    expect(getImage(ada, 'no-such-image')).toBeNull()
  })

  test('knows who was made an ex-member', () => {
    const before = namesFor(mia)
    expect(namesFor(person('mia', { groups: ['data'] }))).toEqual(['for-all'])
    expect(before).toContain('for-vision')
  })
})

describe('an image that is built', () => {
  test('is ready once a build has succeeded, with what it was asked for and what is inside', () => {
    const { name } = customImage(ada, 'tools', { spec: { pip: 'numpy' } })
    expect(namesFor(mia)).toEqual([])
    endNextBuild('succeeded', published)
    expect(getImage(mia, name)).toMatchObject({
      isReady: true,
      reference: published.reference,
      published: {
        number: 1,
        spec: { apt: 'jq', pip: 'numpy' },
        packages: [{ name: 'jq' }, { name: 'numpy' }],
      },
    })
  })

  test('stays as it is while and after a rebuild that fails', () => {
    const { name } = customImage(ada, 'tools')
    endNextBuild('succeeded', published)
    const { id } = getImage(ada, name) ?? { id: 0 }
    insertBuild(ada, { imageId: id, spec: { base: 'x', pullSecretId: null, apt: '', conda: '', pip: 'y' } })
    endNextBuild('failed')
    expect(getImage(mia, name)).toMatchObject({
      isReady: true,
      published: { number: 1, spec: { apt: 'jq' } },
    })
    expect(getImage(ada, name)?.lastBuild).toMatchObject({ number: 2, state: 'failed' })
  })

  test('tells nothing of its builds to those who do not manage it', () => {
    const { name } = customImage(max, 'tools', { ownerGroup: 'vision' })
    endNextBuild('succeeded', published)
    expect(getImage(mia, name)).toMatchObject({ canManage: false, lastBuild: null })
    expect(getImage(max, name)).toMatchObject({ canManage: true, lastBuild: { state: 'succeeded' } })
  })
})

describe('the images that someone manages', () => {
  test('are all for administrators, those of their group for managers, none for others', () => {
    existingImage(ada, 'for-vision', { groups: ['vision', 'data'] })
    existingImage(max, 'by-vision', { ownerGroup: 'vision' })
    existingImage(person('lea', { groups: ['data'], managed: ['data'] }), 'by-data', { ownerGroup: 'data' })
    expect([ada, max, mia, otto, nora].map(managedBy)).toEqual([
      ['by-data', 'by-vision', 'for-vision'],
      ['by-vision'],
      [],
      [],
      [],
    ])
  })

  test('have their groups and their own last build', () => {
    existingImage(ada, 'for-two', { groups: ['vision', 'data'] })
    const first = customImage(ada, 'built')
    customImage(ada, 'later')
    endNextBuild('failed')
    const listed = managed(ada).rows
    expect(listed.map(({ groupNames }) => groupNames)).toEqual([[], ['data', 'vision'], []])
    expect(listed.map(({ lastBuild }) => lastBuild?.state)).toEqual(['failed', undefined, 'queued'])
    expect(listed[0]?.lastBuild?.id).toBe(first.buildId)
  })
})

describe('adding an image', () => {
  test.each([
    ['a manager', () => max],
    ['a member', () => mia],
    ['a person without groups', () => nora],
  ])('is refused to %s', (_, who) => {
    expect(() => existingImage(who(), 'mine')).toThrow(AccessDenied)
    expect(() => customImage(who(), 'mine')).toThrow(AccessDenied)
    expect(managed(ada).rows).toEqual([])
  })

  test('is for a group’s managers, for their own group only, whatever else they ask for', () => {
    const ours = existingImage(max, 'ours', { ownerGroup: 'vision', groups: ['data'] })
    const all = customImage(max, 'for-all', { ownerGroup: 'vision' })
    for (const name of [ours, all.name]) {
      const image = getManagedImage(max, name)
      expect(image).toMatchObject({ ownerGroup: 'vision', isGlobal: false, groups: [] })
    }
    expect(namesFor(mia)).toEqual(['ours'])
    expect(namesFor(otto)).toEqual([])
    for (const ownerGroup of ['data', 'vision']) {
      expect(() => existingImage(mia, 'theirs', { ownerGroup })).toThrow(AccessDenied)
    }
    expect(() => customImage(max, 'theirs', { ownerGroup: 'data' })).toThrow(AccessDenied)
    expect(() => existingImage(ada, 'theirs', { ownerGroup: 'data' })).toThrow(AccessDenied)
  })

  test('keeps both references of an existing one with their digests', () => {
    const facts = someFacts()
    const gpuFacts = someFacts({ digest: `sha256:${'b'.repeat(64)}`, cuda: '12.4.1' })
    const digests = { digest: facts.digest, gpuDigest: gpuFacts.digest }
    const found = { gpuReference: 'r.example/tools:1-gpu', ...digests, facts, gpuFacts }
    const name = existingImage(ada, 'tools', { type: 'universal', found })
    expect(getImage(ada, name)).toMatchObject(found)
    expect(getImage(ada, existingImage(ada, 'other'))).toMatchObject({ digest: null, gpuDigest: null })
  })

  test('keeps display names unique, and image names that would be the same apart', () => {
    existingImage(ada, 'tools-1')
    expect(() => customImage(ada, 'tools-1')).toThrow(NameTaken)
    expect(existingImage(ada, 'tools.1')).toBe('tools-1-2')
    expect(managed(ada).count).toBe(2)
  })
})
