import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '#db/client.ts'
import { deleteGroup } from '#db/queries/group-changes.ts'
import {
  deletePullSecret,
  fingerprint,
  getPullSecretUse,
  insertPullSecrets,
  updatePullSecret,
} from '#db/queries/pull-secret-changes.ts'
import {
  getSealedPullSecret,
  getSharedPullSecret,
  listPullSecrets,
  listSharedPullSecrets,
} from '#db/queries/pull-secrets.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import { customImage, endNextBuild, existingImage, groupId, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer
let mia: Viewer
let lena: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
  max = person('max', { groups: ['vision'], managed: ['vision'] })
  mia = person('mia', { groups: ['vision'] })
  lena = person('lena', { groups: ['language'], managed: ['language'] })
})

const secret = (name: string, groupIds: number[] = []) => {
  return { name, registry: 'ghcr.io', username: 'bot', sealedPassword: 'sealed', groupIds }
}

function seenOf(id: number): string {
  const known = getSharedPullSecret(ada, id)
  if (!known) throw new Error('It is gone.')
  return fingerprint(known)
}

test('only administrators add, see, change and delete all of them', () => {
  insertPullSecrets(ada, [secret('one', [groupId('vision')])])
  for (const viewer of [max, mia, lena]) {
    const attempts = [
      () => insertPullSecrets(viewer, [secret('mine')]),
      () => listSharedPullSecrets(viewer),
      () => getSharedPullSecret(viewer, 1),
      () => updatePullSecret(viewer, { ...secret('mine'), id: 1, seen: '' }),
      () => deletePullSecret(viewer, 1),
      () => getPullSecretUse(viewer, 1),
    ]
    for (const attempt of attempts) expect(attempt).toThrow(AccessDenied)
  }
})

test('managers use what is shared with a group that they manage; members and others do not', () => {
  insertPullSecrets(ada, [secret('shared', [groupId('vision')]), secret('private')])
  const use = (viewer: Viewer) => [
    listPullSecrets(viewer).map(({ name }) => name),
    [1, 2].map((id) => getSealedPullSecret(viewer, id)?.name),
  ]
  expect(use(ada)).toEqual([
    ['private', 'shared'],
    ['shared', 'private'],
  ])
  expect(use(max)).toEqual([['shared'], ['shared', undefined]])
  for (const viewer of [mia, lena]) expect(use(viewer)).toEqual([[], [undefined, undefined]])
})

test('several are added together or not at all; groups that are gone are left out', () => {
  expect(insertPullSecrets(ada, [secret('one'), secret('two'), secret('one')])).toEqual(['one'])
  expect(listPullSecrets(ada)).toEqual([])
  expect(insertPullSecrets(ada, [secret('one', [999]), secret('two')])).toEqual([])
  expect(listSharedPullSecrets(ada).map(({ name, groups }) => [name, groups])).toEqual([
    ['one', []],
    ['two', []],
  ])
})

describe('a change', () => {
  beforeEach(() => {
    insertPullSecrets(ada, [secret('one', [groupId('vision')]), secret('two')])
  })

  const change = (facts: object, seen = seenOf(1)) => {
    const { sealedPassword: _, ...rest } = secret('one')
    return updatePullSecret(ada, { ...rest, id: 1, seen, ...facts })
  }

  test('keeps the password unless a new one comes', () => {
    expect(change({ username: 'robot', groupIds: [groupId('language')] })).toBe('saved')
    expect(getSealedPullSecret(lena, 1)).toMatchObject({ username: 'robot', sealedPassword: 'sealed' })
    expect(getSealedPullSecret(max, 1)).toBeNull()
    change({ sealedPassword: 'new' })
    expect(getSealedPullSecret(ada, 1)?.sealedPassword).toBe('new')
  })

  test('does not overwrite what somebody else saved', () => {
    const seen = seenOf(1)
    change({ groupIds: [] })
    expect(change({ username: 'robot' }, seen)).toBe('changed')
    expect(getSharedPullSecret(ada, 1)).toMatchObject({ username: 'bot', groups: [] })
  })

  test('takes no name that is taken, and nothing that is gone', () => {
    expect(change({ name: 'two' })).toBe('taken')
    const seen = seenOf(1)
    deletePullSecret(ada, 1)
    expect(change({}, seen)).toBe('gone')
  })
})

describe('deleting', () => {
  test('is refused while an image or a build needs it, by name', () => {
    insertPullSecrets(ada, [secret('one')])
    const name = existingImage(ada, 'private')
    db().$client.prepare('UPDATE images SET pull_secret_id = 1 WHERE name = ?').run(name)
    customImage(ada, 'built', { spec: { pullSecretId: 1 } })
    expect(getPullSecretUse(ada, 1)).toMatchObject({
      images: [{ displayName: 'private' }],
      active: [{ displayName: 'built', number: 1 }],
      pastBuilds: 0,
    })
    expect(deletePullSecret(ada, 1)).toBe(false)
    db().$client.prepare('UPDATE images SET pull_secret_id = NULL').run()
    expect(deletePullSecret(ada, 1)).toBe(false)
    endNextBuild('failed')
    expect(getPullSecretUse(ada, 1)).toEqual({ images: [], active: [], pastBuilds: 1 })
    expect(deletePullSecret(ada, 1)).toBe(true)
    expect(listPullSecrets(ada)).toEqual([])
  })

  test('a group takes the sharing with it, not the secret', () => {
    insertPullSecrets(ada, [secret('one', [groupId('vision')])])
    expect(deleteGroup(ada, { id: groupId('vision'), seen: '' })).toBe('from sign-in')
    db().$client.prepare('DELETE FROM groups WHERE name = ?').run('vision')
    expect(getSharedPullSecret(ada, 1)).toMatchObject({ groups: [] })
  })
})
