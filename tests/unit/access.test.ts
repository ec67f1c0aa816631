import { describe, expect, test } from 'vitest'
import {
  AccessDenied,
  actingFor,
  allow,
  canChangeSettings,
  canCreateImage,
  canCreateSystemImage,
  canKeepPullSecret,
  canLetBaseReachOut,
  canManageGroups,
  canManageImage,
  canManageImages,
  canManagePullSecrets,
  canSeeAdministration,
  canSeeImage,
  canSeeUsers,
  canUseCatalogue,
  canUsePullSecret,
  type GroupRole,
  managedGroupIds,
  systemViewer,
  type Viewer,
} from '#lib/access.ts'

const vision = 1
const language = 2

function person(groups: [number, GroupRole][], isAdministrator = false): Viewer {
  const mine = groups.map(([id, role]) => ({ id, role, name: `group ${id}` }))
  return { userId: 1, name: 'someone', email: null, isAdministrator, groups: mine }
}

const people = {
  stranger: person([]),
  member: person([[vision, 'member']]),
  other: person([[language, 'member']]),
  manager: person([[vision, 'manager']]),
  both: person([
    [vision, 'member'],
    [language, 'manager'],
  ]),
  administrator: person([], true),
  system: systemViewer,
}
type Who = keyof typeof people

const images = {
  global: { isGlobal: true, ownerGroupId: null, groupIds: [] },
  shared: { isGlobal: false, ownerGroupId: null, groupIds: [vision] },
  unshared: { isGlobal: false, ownerGroupId: null, groupIds: [] },
  owned: { isGlobal: false, ownerGroupId: vision, groupIds: [] },
  ownedAndShared: { isGlobal: false, ownerGroupId: vision, groupIds: [language] },
  ownedAndGlobal: { isGlobal: true, ownerGroupId: vision, groupIds: [] },
}

const everyone: Who[] = ['stranger', 'member', 'other', 'manager', 'both', 'administrator', 'system']
const grown: Who[] = ['administrator', 'system']

/** Who of all the people a policy admits. */
function admitted(policy: (viewer: Viewer) => boolean): Who[] {
  return everyone.filter((name) => policy(people[name]))
}

describe('who sees an image', () => {
  test.each<[keyof typeof images, Who[]]>([
    ['global', ['member', 'other', 'manager', 'both', ...grown]],
    ['shared', ['member', 'manager', 'both', ...grown]],
    ['unshared', grown],
    ['owned', ['member', 'manager', 'both', ...grown]],
    ['ownedAndShared', ['member', 'other', 'manager', 'both', ...grown]],
    ['ownedAndGlobal', ['member', 'other', 'manager', 'both', ...grown]],
  ])('%s: %j', (image, who) => {
    expect(admitted((viewer) => canSeeImage(viewer, images[image]))).toEqual(who)
  })
})

test('whoever manages an image keeps the pull secret that it has, and no other', () => {
  const image = { ownerGroupId: vision, pullSecretId: 5 }
  expect(admitted((viewer) => canKeepPullSecret(viewer, image, 5))).toEqual(['manager', ...grown])
  for (const other of [6, null])
    expect(admitted((viewer) => canKeepPullSecret(viewer, image, other))).toEqual([])
  expect(admitted((viewer) => canKeepPullSecret(viewer, { ...image, pullSecretId: null }, null))).toEqual([])
})

describe('who manages an image', () => {
  test.each<[keyof typeof images, Who[]]>([
    ['global', grown],
    ['shared', grown],
    ['unshared', grown],
    ['owned', ['manager', ...grown]],
    ['ownedAndShared', ['manager', ...grown]],
    ['ownedAndGlobal', ['manager', ...grown]],
  ])('%s: %j', (image, who) => {
    expect(admitted((viewer) => canManageImage(viewer, images[image]))).toEqual(who)
  })
})

describe('who else may what', () => {
  test.each<[string, (viewer: Viewer) => boolean, Who[]]>([
    ['use the catalogue', canUseCatalogue, everyone.slice(1)],
    ['create system images', canCreateSystemImage, grown],
    ['create an image of a group', (viewer) => canCreateImage(viewer, vision), ['manager']],
    ['create an image of another group', (viewer) => canCreateImage(viewer, language), ['both']],
    ['create an image of no group', (viewer) => canCreateImage(viewer, null), grown],
    ['manage any images', canManageImages, ['manager', 'both', ...grown]],
    ['see the administration', canSeeAdministration, grown],
    ['manage pull secrets', canManagePullSecrets, grown],
    ['manage groups', canManageGroups, grown],
    ['see users', canSeeUsers, grown],
    ['change settings', canChangeSettings, grown],
    ['let a base make the engine fetch something', canLetBaseReachOut, grown],
    ['use an unshared pull secret', (viewer) => canUsePullSecret(viewer, { groupIds: [] }), grown],
    [
      'use a pull secret of a group',
      (viewer) => canUsePullSecret(viewer, { groupIds: [vision] }),
      ['manager', ...grown],
    ],
    [
      'use a pull secret of another group',
      (viewer) => canUsePullSecret(viewer, { groupIds: [language] }),
      ['both', ...grown],
    ],
  ])('%s', (_, policy, who) => {
    expect(admitted(policy)).toEqual(who)
  })
})

test('who manages two groups acts for one of them with what is its own', () => {
  const [ofVision, ofLanguage] = [{ groupIds: [vision] }, { groupIds: [language] }]
  const two = person([
    [vision, 'manager'],
    [language, 'manager'],
  ])
  expect(canUsePullSecret(actingFor(two, vision), ofVision)).toBe(true)
  expect(canUsePullSecret(actingFor(two, vision), ofLanguage)).toBe(false)
  expect(canUsePullSecret(actingFor(people.administrator, vision), ofLanguage)).toBe(true)
  expect(actingFor(two, null)).toBe(two)
})

test('managed groups are those with the role, not all of one’s groups', () => {
  expect(managedGroupIds(people.both)).toEqual([language])
  expect(managedGroupIds(people.administrator)).toEqual([])
})

test('a refusal says what may not be done', () => {
  expect(() => allow(true, 'see this build')).not.toThrow()
  expect(() => allow(false, 'see this build')).toThrow(new AccessDenied('You may not see this build.'))
})
