import { beforeEach, describe, expect, test } from 'vitest'
import { type ImageEdit, updateImage } from '#db/queries/image-edits.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import {
  customImage,
  endNextBuild,
  existingImage,
  groupId,
  person,
  registered,
  someFacts,
} from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer
let mia: Viewer
let nora: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
  max = person('max', { groups: ['vision', 'data'], managed: ['vision'] })
  mia = person('mia', { groups: ['vision'] })
  nora = person('nora')
})

const edit = (name: string, change: Partial<ImageEdit> = {}): ImageEdit => ({
  name,
  seen: 1,
  description: 'New words',
  type: 'gpu',
  pullSecretId: null,
  isGlobal: true,
  groupIds: [],
  ...change,
})
const facts = someFacts({ digest: `sha256:${'b'.repeat(64)}` })
const moved = registered('registry.example.org/other:2', { digest: facts.digest, facts })

describe('an edit', () => {
  test('changes what it says, counts itself and moves the time', () => {
    const name = existingImage(ada, 'tools', { groups: ['vision'] })
    const before = getManagedImage(ada, name)?.updatedAt ?? 0
    const groupIds = [groupId('data'), groupId('data')]
    expect(updateImage(ada, edit(name, { isGlobal: false, groupIds, registered: moved }))).toBe('saved')
    const image = getManagedImage(ada, name)
    expect(image).toMatchObject({
      description: 'New words',
      type: 'gpu',
      isGlobal: false,
      groups: [{ name: 'data' }],
      revision: 2,
      updatedBy: 'ada',
      reference: moved.reference,
      digest: facts.digest,
      facts,
      sourceDigest: facts.digest,
      sourceFault: null,
    })
    expect(image?.updatedAt).toBeGreaterThanOrEqual(before)
  })

  test('that makes an image Global lets go of its groups', () => {
    const name = existingImage(ada, 'tools', { groups: ['vision'] })
    updateImage(ada, edit(name))
    expect(getManagedImage(ada, name)).toMatchObject({ isGlobal: true, groups: [] })
  })

  test('of a second person is refused, and nothing of the first is lost', () => {
    const name = existingImage(ada, 'tools')
    expect(updateImage(ada, edit(name, { description: 'First' }))).toBe('saved')
    expect(updateImage(ada, edit(name, { description: 'Second' }))).toBe('overtaken')
    expect(getManagedImage(ada, name)).toMatchObject({ description: 'First', revision: 2 })
    expect(updateImage(ada, edit('never-was'))).toBe('gone')
  })

  test('never gives a custom image a reference of its own', () => {
    const { name } = customImage(ada, 'built')
    updateImage(ada, edit(name, { registered: moved }))
    expect(getManagedImage(ada, name)).toMatchObject({ reference: null, digest: null, type: 'gpu' })
  })

  test('is for those who manage the image; managers do not decide who may use it', () => {
    const { name } = customImage(max, 'ours', { ownerGroup: 'vision' })
    for (const viewer of [mia, nora]) expect(() => updateImage(viewer, edit(name))).toThrow(AccessDenied)
    const system = existingImage(ada, 'system')
    expect(() => updateImage(max, edit(system))).toThrow(AccessDenied)
    expect(updateImage(max, edit(name, { isGlobal: true, groupIds: [groupId('data')] }))).toBe('saved')
    expect(getManagedImage(max, name)).toMatchObject({
      description: 'New words',
      isGlobal: false,
      groups: [],
      ownerGroup: 'vision',
    })
  })
})

test('a rebuild with another pull secret is noticed by an edit that is open, one with the same is not', () => {
  const secret = { name: 'hub', registry: 'r.example', username: 'u', sealedPassword: 'x', groupIds: [] }
  insertPullSecrets(ada, [secret])
  const { name, buildId } = customImage(ada, 'built')
  endNextBuild('failed')
  const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
  insertRebuild(ada, { name, spec, isFresh: false, seen: buildId })
  expect(getManagedImage(ada, name)?.revision).toBe(1)
  const second = endNextBuild('failed')
  insertRebuild(ada, { name, spec: { ...spec, pullSecretId: 1 }, isFresh: false, seen: second })
  expect(getManagedImage(ada, name)).toMatchObject({ revision: 2, pullSecret: 'hub' })
  expect(updateImage(ada, edit(name))).toBe('overtaken')
})
