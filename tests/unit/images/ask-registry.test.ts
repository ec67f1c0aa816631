import { beforeEach, describe, expect, test } from 'vitest'
import { deleteImage, getImageContents } from '#db/queries/image-deletion.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { getSetting, saveSetting } from '#db/queries/settings.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { config } from '#lib/config.ts'
import { sealPassword } from '#lib/secrets/pull-secret.ts'
import { sealPushPassword } from '#lib/settings.ts'
import { askRegistryFor } from '../../../app/admin/images/ask-registry.ts'
import { unchecked } from '../../../app/admin/images/new/check-references.ts'
import {
  customImage,
  endNextBuild,
  existingImage,
  groupId,
  person,
  samplePeople,
} from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

const digest = `sha256:${'a'.repeat(64)}`
const host = 'registry.internal'
let ada: Viewer
let max: Viewer
let lea: Viewer

beforeEach(() => {
  openFreshDatabase()
  ;({ ada, max } = samplePeople())
  lea = person('lea', { groups: ['language'], managed: ['language'] })
  config().SLIPWAY_BASE_IMAGES = []
  pushTo(host)
})

/** What an administrator sets on the screen. */
function pushTo(registry: string, { prefix = 'slipway', username = 'robot' } = {}): void {
  const value = {
    registry,
    prefix,
    username,
    sealedPassword: username && sealPushPassword({ registry, username, password: 'hush' }),
  }
  saveSetting(ada, { key: 'registry', value, seen: getSetting('registry')?.updatedAt ?? 0 })
}

/** An image whose build was pushed below a place. Returns its reference. */
function pushed(viewer: Viewer, displayName: string, place: string, ownerGroup?: string): string {
  const { name } = customImage(viewer, displayName, ownerGroup ? { ownerGroup } : {})
  const reference = `${place}/${name}:1`
  endNextBuild('succeeded', { reference, digest, packages: [] })
  return reference
}

type Options = { pullSecretId?: number | null; ownerGroup?: string; opener?: Viewer }

/** As whom a registry is asked about a reference: `refused`, or the user names that it is told. */
async function asked(viewer: Viewer, reference: string, options: Options = {}) {
  const { pullSecretId = null, ownerGroup, opener = viewer } = options
  const question = { reference, pullSecretId, ownerGroupId: ownerGroup ? groupId(ownerGroup) : null }
  const answer = await askRegistryFor(viewer, question, opener, async (_, logins) =>
    logins.map(({ registry, username }) => `${username}@${registry}`),
  )
  return Array.isArray(answer) ? answer : 'refused'
}

function shareSecret(registry: string): number {
  const username = 'vision-bot'
  const sealedPassword = sealPassword({ registry, username, password: 'pssst' })
  const login = { registry, username, sealedPassword }
  insertPullSecrets(ada, [{ name: 'theirs', groupIds: [groupId('vision')], ...login }])
  return 1
}

const own = [`robot@${host}`]

describe('our own registry is asked for a manager', () => {
  test('with our login about what their groups may use, and about nothing else', async () => {
    const theirs = pushed(lea, 'theirs', `${host}/slipway`, 'language')
    const forAll = pushed(ada, 'for-all', `${host}/slipway`)
    const ours = pushed(max, 'ours', `${host}/slipway`, 'vision')
    customImage(ada, 'system-not-ready')
    for (const reference of [forAll, ours, `${host}/slipway/ours@${digest}`, `${host}/slipway/ours`])
      expect([reference, await asked(max, reference)]).toEqual([reference, own])
    const refused = [
      ...[theirs, `${host}/slipway/theirs`, `${host}/slipway/theirs@${digest}`],
      ...[`${host}/slipway/never-was:1`, `${host}/slipway/system-not-ready:1`],
      ...[`${host}/finance/payroll:1`, `${host}/samples/base:1`, `${host}/ours:1`],
    ]
    for (const reference of refused)
      expect([reference, await asked(max, reference)]).toEqual([reference, 'refused'])
    for (const viewer of [ada, lea]) expect(await asked(viewer, theirs)).toEqual(own)
    expect(await asked(ada, `${host}/finance/payroll:1`)).toEqual(own)
  })

  test('the same where it asks nobody who they are', async () => {
    pushTo(host, { username: '' })
    const theirs = pushed(lea, 'theirs', `${host}/slipway`, 'language')
    expect(await asked(max, theirs)).toBe('refused')
    expect(await asked(max, `${host}/finance/payroll:1`)).toBe('refused')
  })

  test('about what an administrator recommends as a base, or added for them', async () => {
    config().SLIPWAY_BASE_IMAGES = [`${host}/samples/base:1`]
    expect(await asked(max, `${host}/samples/base:1`)).toEqual(own)
    expect(await asked(max, `${host}/samples/base:1@${digest}`)).toEqual(own)
    expect(await asked(max, `${host}/samples/other:1`)).toBe('refused')
    const place = (name: string) => ({ found: { reference: `${host}/team/${name}:1` } })
    existingImage(ada, 'given', { groups: ['vision'], ...place('given') })
    existingImage(ada, 'kept', { groups: ['language'], ...place('kept') })
    existingImage(max, 'taken', { ownerGroup: 'vision', ...place('taken') })
    expect(await asked(max, `${host}/team/given:1`)).toEqual(own)
    for (const name of ['kept', 'taken', 'give'])
      expect(await asked(max, `${host}/team/${name}:1`)).toBe('refused')
  })

  test('not with our login where they chose a pull secret for it, but with that one', async () => {
    const pullSecretId = shareSecret(host)
    expect(await asked(max, `${host}/finance/payroll:1`, { pullSecretId })).toEqual([`vision-bot@${host}`])
    expect(await asked(max, 'ghcr.io/team/tool:1', { pullSecretId })).toEqual([`vision-bot@${host}`])
    expect(await asked(lea, `${host}/finance/payroll:1`, { pullSecretId })).toBe('refused')
  })

  test('for a group with what that group may use, whoever asks', async () => {
    const both = person('both', { groups: ['vision', 'language'], managed: ['vision', 'language'] })
    const theirs = pushed(lea, 'theirs', `${host}/slipway`, 'language')
    expect(await asked(both, theirs)).toEqual(own)
    expect(await asked(both, theirs, { ownerGroup: 'language' })).toEqual(own)
    for (const viewer of [both, ada])
      expect(await asked(viewer, theirs, { ownerGroup: 'vision' })).toBe('refused')
    expect(await asked(max, theirs, { ownerGroup: 'language', opener: systemViewer })).toBe('refused')
  })
})

describe('what was built for others stays theirs', () => {
  test('below an earlier prefix and in an earlier registry', async () => {
    const [old, former] = [pushed(lea, 'old', `${host}/slipway`, 'language'), `${host}/slipway/gone:1`]
    const ours = pushed(max, 'ours', `${host}/slipway`, 'vision')
    pushTo(host, { prefix: 'images' })
    expect([await asked(max, old), await asked(max, former)]).toEqual(['refused', 'refused'])
    expect(await asked(max, ours)).toEqual(own)
    pushTo('harbor.internal')
    expect([await asked(max, old), await asked(max, ours)]).toEqual(['refused', []])
    expect(await asked(max, `${config().SLIPWAY_REGISTRY}/finance/payroll:1`)).toBe('refused')
  })

  test('when its image is gone and another has its display name', async () => {
    const theirs = pushed(lea, 'alpha', `${host}/slipway`, 'language')
    const seen = getImageContents(ada, 'alpha')?.seen ?? ''
    deleteImage(ada, { name: 'alpha', seen, withCopies: false })
    existingImage(max, 'alpha', { ownerGroup: 'vision' })
    expect(await asked(max, theirs)).toBe('refused')
  })

  test.each([
    ['docker.io', 'acme', ['docker.io', 'index.docker.io', 'registry-1.docker.io', 'Registry-1.Docker.IO']],
    ['index.docker.io', 'acme', ['docker.io', 'registry-1.docker.io']],
    ['registry.internal:443', 'slipway', [host, `${host}:443`, `${host}:0443`, 'Registry.Internal']],
    ['127.0.0.1:5000', 'slipway', ['127.0.0.1:5000', '127.1:5000', '127.0.0.1:05000', '2130706433:5000']],
  ])('by whatever name %s is called', async (registry, prefix, names) => {
    pushTo(registry, { prefix })
    pushed(lea, 'theirs', `${registry}/${prefix}`, 'language')
    for (const name of names)
      expect([name, await asked(max, `${name}/${prefix}/theirs:1`)]).toEqual([name, 'refused'])
  })
})

test('a registry that is for everybody is asked without our login about what is not ours', async () => {
  pushTo('index.docker.io', { prefix: 'acme' })
  const ours = pushed(max, 'ours', 'docker.io/acme', 'vision')
  for (const reference of ['debian:12', 'docker.io/acme/other:1', 'registry-1.docker.io/acme/other:1'])
    expect([reference, await asked(max, reference)]).toEqual([reference, []])
  expect(await asked(max, ours)).toEqual(['robot@docker.io'])
  expect(await asked(max, 'no url')).toEqual([])
})

test('an image is not saved unchecked with what is not for its group', () => {
  const theirs = pushed(lea, 'theirs', `${host}/slipway`, 'language')
  const insist = (viewer: Viewer, reference: string, gpuReference: string | null = null) =>
    unchecked(viewer, { reference, gpuReference, pullSecretId: null, ownerGroupId: groupId('vision') }).faults
  const missing = (reference: string) => [
    `${reference} was not found in its registry. Check the name and the tag.`,
  ]
  expect(insist(max, theirs)).toEqual({ reference: missing(theirs) })
  expect(insist(max, `${host}/never/was:1`)).toEqual({ reference: missing(`${host}/never/was:1`) })
  expect(insist(max, 'ghcr.io/team/tool:1', theirs)).toEqual({ gpuReference: missing(theirs) })
  expect(insist(ada, theirs)).toEqual({
    reference: [`${theirs} cannot be used. The group of this image may not use it.`],
  })
  expect(insist(max, 'registry.elsewhere.example/team/tool:1')).toEqual({})
})
