import { beforeEach, describe, expect, test } from 'vitest'
import { claimBuild, finishBuild, isCancelRequested, isKnownBuild } from '#db/queries/build-queue.ts'
import { getBuild } from '#db/queries/builds.ts'
import { deleteImage, getImageContents } from '#db/queries/image-deletion.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getImage } from '#db/queries/images.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
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
  packages: [{ manager: 'apt' as const, name: 'jq', version: '1.6' }],
}
const outcome = { state: 'succeeded' as const, diagnosis: null, log: { lines: 1, bytes: 9, sha256: 'x' } }
const seenOf = (name: string) => getImageContents(ada, name)?.seen ?? ''
const remove = (viewer: Viewer, name: string) =>
  deleteImage(viewer, { name, seen: seenOf(name), withCopies: false })

describe('deleting an image', () => {
  test('says before what goes, what stays, and what was built upon it', () => {
    const { name } = customImage(ada, 'tools')
    endNextBuild('succeeded', published)
    customImage(ada, 'upon-it', { spec: { base: published.reference } })
    expect(getImageContents(ada, name)).toMatchObject({
      buildCount: 1,
      active: null,
      copies: [{ reference: published.reference, digest: published.digest }],
      sharing: { names: [], hidden: 0 },
      builtUpon: { names: ['upon-it'], hidden: 0 },
    })
  })

  test('takes its builds along, and nothing of other images', () => {
    const { name, buildId } = customImage(ada, 'tools')
    endNextBuild('succeeded', published)
    const other = customImage(ada, 'other').buildId
    expect(remove(ada, name)).toEqual({
      displayName: 'tools',
      ended: [buildId],
      active: [],
      copies: [],
    })
    expect(getImage(ada, name)).toBeNull()
    expect(getBuild(ada, buildId)).toBeNull()
    expect(getBuild(ada, other)).not.toBeNull()
    expect(remove(ada, name)).toBe('gone')
  })

  test('ends its queued build: nobody can claim it', () => {
    const { name, buildId } = customImage(ada, 'tools')
    expect(remove(ada, name)).toMatchObject({ ended: [buildId], active: [] })
    expect(claimBuild()).toBeNull()
  })

  test('ends its running build: the builder is told to stop, and its verdict goes nowhere', () => {
    const { name, buildId } = customImage(ada, 'tools')
    const { seen, active } = getImageContents(ada, name) ?? {}
    expect(active).toEqual({ id: buildId, number: 1 })
    claimBuild()
    // The build began after the page was read: that changes nothing of what goes.
    expect(deleteImage(ada, { name, seen: seen ?? '', withCopies: false })).toMatchObject({
      ended: [],
      active: [buildId],
    })
    expect(isCancelRequested(buildId)).toBe(true)
    expect(isKnownBuild(buildId)).toBe(false)
    finishBuild(buildId, { ...outcome, published })
    expect(getBuild(ada, buildId)).toBeNull()
    expect(getImage(ada, name)).toBeNull()
  })

  test('is refused when the image is not what the person saw', () => {
    const name = existingImage(ada, 'tools')
    const seen = seenOf(name)
    const edit = { description: 'x', type: 'cpu' as const, pullSecretId: null, isGlobal: true, groupIds: [] }
    updateImage(ada, { name, seen: 1, ...edit })
    expect(deleteImage(ada, { name, seen, withCopies: false })).toBe('changed')
    expect(getImage(ada, name)).not.toBeNull()
  })

  test('names the registry’s copies that are to go, each once', () => {
    const { name } = customImage(ada, 'tools')
    endNextBuild('succeeded', published)
    expect(deleteImage(ada, { name, seen: seenOf(name), withCopies: true })).toMatchObject({
      copies: [{ reference: published.reference, digest: published.digest }],
    })
  })

  test('leaves the registry’s copies where other images are run from them', () => {
    const { name } = customImage(max, 'tools', { ownerGroup: 'vision' })
    endNextBuild('succeeded', published)
    existingImage(ada, 'same', { groups: [], found: { reference: published.reference } })
    const spelled = published.reference.replace('/', ':443/')
    existingImage(ada, 'spelled', { groups: [], found: { reference: spelled } })
    existingImage(ada, 'beside', {
      groups: [],
      found: { reference: 'registry.example.org/slipway/tools-2:1' },
    })
    expect(getImageContents(ada, name)?.sharing).toEqual({ names: ['same', 'spelled'], hidden: 0 })
    expect(getImageContents(max, name)?.sharing).toEqual({ names: [], hidden: 2 })
    expect(deleteImage(ada, { name, seen: seenOf(name), withCopies: true })).toBe('changed')
    expect(deleteImage(ada, { name, seen: seenOf(name), withCopies: false })).toMatchObject({ copies: [] })
  })

  test('is for those who manage it', () => {
    const { name } = customImage(max, 'ours', { ownerGroup: 'vision' })
    const sees = (viewer: Viewer) => getImageContents(viewer, name) !== null
    expect([ada, max, mia, nora].map(sees)).toEqual([true, true, false, false])
    for (const viewer of [mia, nora]) expect(() => remove(viewer, name)).toThrow(AccessDenied)
    const system = existingImage(ada, 'system')
    expect(() => remove(max, system)).toThrow(AccessDenied)
    expect(remove(max, name)).toMatchObject({ displayName: 'ours' })
  })
})
