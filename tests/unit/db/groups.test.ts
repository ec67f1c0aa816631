import { beforeEach, describe, expect, test, vi } from 'vitest'
import { deleteGroup, insertGroup, isNamedBySignIn, updateGroup } from '#db/queries/group-changes.ts'
import { getGroupContents, listGroupImages } from '#db/queries/group-contents.ts'
import { listMembers, listPeople, setRoleByHand } from '#db/queries/group-members.ts'
import { getGroup, type groupOrders, listGroupSummaries } from '#db/queries/groups.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getImage } from '#db/queries/images.ts'
import { rememberGroups } from '#db/queries/named-groups.ts'
import { getUser } from '#db/queries/users.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import { existingImage, groupId, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

const plain = { name: 'vision', description: '' }

let ada: Viewer
let max: Viewer
let mia: Viewer
let nora: Viewer
let otto: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true, groups: ['platform'] })
  max = person('max', { groups: ['vision'], managed: ['vision'] })
  mia = person('mia', { groups: ['vision'] })
  otto = person('otto', { groups: ['language'] })
  nora = person('nora')
})

function addGroup(name = 'Harbour'): number {
  const added = insertGroup(ada, { name, description: '' })
  if ('taken' in added) throw new Error(added.taken)
  return added.id
}

/** Nora, whom an administrator made the manager of a group. */
function managerOf(id: number): Viewer {
  setRoleByHand(ada, { groupId: id, userId: nora.userId, role: 'manager' })
  return getUser(nora.userId)?.viewer ?? nora
}

function groupsOf(userId: number) {
  return getUser(userId)?.viewer.groups.map(({ name, role }) => `${name} ${role}`)
}

test('a name of any length from the sign-in provider is never brought into another form', () => {
  rememberGroups([`a${'\u0301'.repeat(100_000)}`])
  const normalize = vi.spyOn(String.prototype, 'normalize')
  addGroup('Harbour')
  const longest = Math.max(...normalize.mock.contexts.map((text) => String(text).length))
  expect(longest).toBeLessThanOrEqual(1000)
})

test('only administrators see and change groups', () => {
  const id = groupId('vision')
  for (const viewer of [max, mia, otto, nora]) {
    const attempts = [
      () => listGroupSummaries(viewer),
      () => getGroup(viewer, id),
      () => getGroupContents(viewer, id),
      () => listGroupImages(viewer, id),
      () => listMembers(viewer, id),
      () => listPeople(viewer),
      () => insertGroup(viewer, { name: 'mine', description: '' }),
      () => updateGroup(viewer, { id, was: plain, ...plain, description: 'mine' }),
      () => isNamedBySignIn(viewer, id),
      () => setRoleByHand(viewer, { groupId: id, userId: viewer.userId, role: 'manager' }),
      () => deleteGroup(viewer, { id, seen: '' }),
    ]
    for (const attempt of attempts) expect(attempt).toThrow(AccessDenied)
  }
  expect(listGroupSummaries(ada).count).toBe(3)
})

describe('the list', () => {
  test('counts people once and images that are not Global', () => {
    setRoleByHand(ada, { groupId: groupId('vision'), userId: mia.userId, role: 'manager' })
    existingImage(ada, 'everyones')
    existingImage(ada, 'shared', { groups: ['vision', 'language'] })
    existingImage(max, 'own', { ownerGroup: 'vision' })
    const rows = listGroupSummaries(ada).rows.map(({ name, memberCount, imageCount, managers }) => ({
      name,
      memberCount,
      imageCount,
      managers,
    }))
    expect(rows).toEqual([
      { name: 'language', memberCount: 1, imageCount: 1, managers: [] },
      { name: 'platform', memberCount: 1, imageCount: 0, managers: [] },
      { name: 'vision', memberCount: 2, imageCount: 2, managers: ['max', 'mia'] },
    ])
  })

  test('is sorted by every column that has an order', () => {
    existingImage(ada, 'shared', { groups: ['language'] })
    insertGroup(ada, { name: 'By hand', description: '' })
    const sorted = (column: (typeof groupOrders)[number], isDescending = false) =>
      listGroupSummaries(ada, { sort: { column, isDescending } }).rows.map(({ name }) => name)
    expect(sorted('name', true)).toEqual(['vision', 'platform', 'language', 'By hand'])
    expect(sorted('origin')).toEqual(['language', 'platform', 'vision', 'By hand'])
    expect(sorted('members', true)[0]).toBe('vision')
    expect(sorted('members')[0]).toBe('By hand')
    expect(sorted('images', true)).toEqual(['language', 'By hand', 'platform', 'vision'])
  })

  test('finds names and descriptions; signs of the database’s patterns mean themselves', () => {
    insertGroup(ada, { name: '100 %', description: 'All of us' })
    const found = (search: string) => listGroupSummaries(ada, { search }).rows.map(({ name }) => name)
    expect(found('VIS')).toEqual(['vision'])
    expect(found('all of')).toEqual(['100 %'])
    expect(found('%')).toEqual(['100 %'])
    expect(found('_')).toEqual([])
  })

  test('comes in pages', () => {
    rememberGroups(Array.from({ length: 57 }, (_, index) => `team-${String(index).padStart(2, '0')}`))
    const pages = [1, 2, 3].map((page) => listGroupSummaries(ada, { page }))
    expect(pages.map(({ rows, count }) => [rows.length, count])).toEqual([
      [50, 60],
      [10, 60],
      [0, 60],
    ])
  })
})

describe('a group by hand', () => {
  test('keeps its name for itself, whatever the case or width of its letters', () => {
    const id = addGroup('Harbour')
    expect(getGroup(ada, id)).toMatchObject({ name: 'Harbour', origin: 'hand' })
    expect(insertGroup(ada, { name: 'HARBOUR', description: '' })).toEqual({ taken: 'Harbour' })
    expect(insertGroup(ada, { name: 'Ｖision', description: '' })).toEqual({ taken: 'vision' })
  })

  test('has people whom claims do not take away', () => {
    const id = addGroup()
    expect(setRoleByHand(ada, { groupId: id, userId: mia.userId, role: 'member' })).toBe(true)
    person('mia', { groups: ['language'] })
    expect(groupsOf(mia.userId)).toEqual(['Harbour member', 'language member'])
    setRoleByHand(ada, { groupId: id, userId: mia.userId, role: 'manager' })
    expect(groupsOf(mia.userId)).toEqual(['Harbour manager', 'language member'])
    setRoleByHand(ada, { groupId: id, userId: mia.userId, role: null })
    expect(groupsOf(mia.userId)).toEqual(['language member'])
  })
})

describe('members', () => {
  test('say which role comes from where', () => {
    const id = groupId('vision')
    setRoleByHand(ada, { groupId: id, userId: mia.userId, role: 'manager' })
    setRoleByHand(ada, { groupId: id, userId: nora.userId, role: 'member' })
    const { rows, count } = listMembers(ada, id)
    expect(count).toBe(3)
    expect(rows.map(({ name, claimed, byHand }) => [name, claimed, byHand])).toEqual([
      ['max', 'manager', null],
      ['mia', 'member', 'manager'],
      ['nora', null, 'member'],
    ])
  })

  test('given by claims cannot be taken by hand', () => {
    const id = groupId('vision')
    setRoleByHand(ada, { groupId: id, userId: max.userId, role: null })
    expect(groupsOf(max.userId)).toEqual(['vision manager'])
  })

  test('are refused when the person or the group is gone', () => {
    expect(setRoleByHand(ada, { groupId: 999, userId: mia.userId, role: 'member' })).toBe(false)
    expect(setRoleByHand(ada, { groupId: groupId('vision'), userId: 999, role: 'member' })).toBe(false)
  })
})

describe('editing a group', () => {
  test('does not write over what somebody else wrote first', () => {
    const id = groupId('vision')
    const cameras = { ...plain, description: 'Cameras' }
    const lenses = { ...plain, description: 'Lenses' }
    expect(updateGroup(ada, { id, was: plain, ...cameras })).toBe('saved')
    expect(updateGroup(ada, { id, was: plain, ...lenses })).toMatchObject({ changed: cameras })
    expect(updateGroup(ada, { id, was: cameras, ...lenses })).toBe('saved')
    expect(updateGroup(ada, { id: 999, was: plain, ...lenses })).toBe('gone')
  })

  test('renames one that was made by hand; its people and images stay with it', () => {
    const id = addGroup()
    const manager = managerOf(id)
    existingImage(manager, 'crane', { ownerGroup: 'Harbour' })
    const was = { name: 'Harbour', description: '' }
    expect(updateGroup(ada, { id, was, ...was, name: 'VISION' })).toEqual({ taken: 'vision' })
    expect(updateGroup(ada, { id, was, ...was, name: 'harbour' })).toBe('saved')
    expect(updateGroup(ada, { id, was: { ...was, name: 'harbour' }, ...was, name: 'Port' })).toBe('saved')
    expect(groupsOf(nora.userId)).toEqual(['Port manager'])
    expect(listGroupImages(ada, id)).toMatchObject([{ displayName: 'crane' }])
  })

  test('keeps a name that sign-in gives, also where the group was made by hand', () => {
    const id = addGroup('dock')
    expect(isNamedBySignIn(ada, id)).toBe(false)
    person('dora', { groups: ['dock'] })
    for (const each of [id, groupId('vision')]) {
      const { name = '', description = '' } = getGroup(ada, each) ?? {}
      const was = { name, description }
      expect(isNamedBySignIn(ada, each)).toBe(true)
      expect(updateGroup(ada, { id: each, was, ...was, name: 'other' })).toBe('from sign-in')
      expect(updateGroup(ada, { id: each, was, ...was, description: 'All right' })).toBe('saved')
    }
  })
})

describe('deleting a group', () => {
  test('says which images are left without any group', () => {
    const id = addGroup()
    existingImage(ada, 'alone', { groups: ['Harbour'] })
    existingImage(ada, 'both', { groups: ['Harbour', 'vision'] })
    existingImage(ada, 'everyones')
    const ofVision = existingImage(max, 'of-vision', { ownerGroup: 'vision' })
    const words = { description: '', type: 'cpu' as const, pullSecretId: null, isGlobal: false }
    updateImage(ada, { name: ofVision, seen: 1, ...words, groupIds: [id] })
    existingImage(managerOf(id), 'own', { ownerGroup: 'Harbour' })
    const images = getGroupContents(ada, id).images.map(({ name, isOwned, isOnlyHere }) => [
      name,
      isOwned,
      isOnlyHere,
    ])
    expect(images).toEqual([
      ['alone', false, true],
      ['both', false, false],
      ['of-vision', false, false],
      ['own', true, true],
    ])
  })

  test('keeps the images; those of its managers become system images', () => {
    const id = addGroup()
    existingImage(managerOf(id), 'own', { ownerGroup: 'Harbour' })
    const { seen } = getGroupContents(ada, id)
    expect(deleteGroup(ada, { id, seen })).toBe('deleted')
    expect(groupsOf(nora.userId)).toEqual([])
    expect(getImage(ada, 'own')).toMatchObject({ isSystem: true, groupIds: [] })
    expect(deleteGroup(ada, { id, seen })).toBe('gone')
  })

  test('is not done to a group that changed since the question', () => {
    const id = addGroup()
    const { seen } = getGroupContents(ada, id)
    setRoleByHand(ada, { groupId: id, userId: mia.userId, role: 'member' })
    expect(deleteGroup(ada, { id, seen })).toBe('changed')
    expect(getGroup(ada, id)).not.toBeNull()
  })

  test('is not for groups that the provider names', () => {
    const id = groupId('vision')
    const { seen } = getGroupContents(ada, id)
    expect(deleteGroup(ada, { id, seen })).toBe('from sign-in')
  })
})
