import { describe, expect, test } from 'vitest'
import { isComplete, type Profile, readClaims } from '#lib/auth/claims.ts'

const names = {
  issuer: 'https://sign-in.example',
  groups: 'groups',
  roles: 'roles',
  adminRole: 'slipway-admin',
  adminGroup: undefined as string | undefined,
  managerRole: 'manager:{group}',
}

function read(profile: Profile, changed: Partial<typeof names> = {}) {
  const answer = readClaims({ sub: 'mia', ...profile }, { ...names, ...changed })
  if ('fault' in answer) throw new Error(`${answer.fault} ${answer.claim}`)
  return answer
}

describe('who someone is', () => {
  test.each<[string, Profile, string]>([
    ['the name', { name: 'Mia Torres', email: 'mia@example.org' }, 'Mia Torres'],
    ['else the user name', { preferred_username: 'mia.t', email: 'mia@example.org' }, 'mia.t'],
    ['else the address', { name: ' ', email: 'mia@example.org' }, 'mia@example.org'],
    ['else the subject', {}, 'mia'],
  ])('is called by %s', (_, profile, name) => {
    expect(read(profile).claims.name).toBe(name)
  })

  test('is the subject at the configured issuer, whatever the answer says', () => {
    const { issuer, subject } = read({ iss: 'https://other.example' }).claims
    expect([issuer, subject]).toEqual(['https://sign-in.example', 'mia'])
  })

  test.each([undefined, '', ' ', 7, 'mia\ud800', 'mia\u200b', 'mia\0', 'm'.repeat(256)])(
    'is nobody with the subject %j',
    (sub) => {
      expect(readClaims({ name: 'Mia', sub }, names)).toEqual({ fault: 'nobody', claim: 'sub' })
    },
  )

  test.each<[string, Profile, string | null]>([
    ['an address', { email: ' Mia@Example.org' }, 'mia@example.org'],
    [
      'one that the provider has verified',
      { email: 'mia@example.org', email_verified: true },
      'mia@example.org',
    ],
    ['none that it has not', { email: 'mia@example.org', email_verified: false }, null],
    ['none that it has not, in a word', { email: 'mia@example.org', email_verified: 'false' }, null],
    ['none that is the label of somebody', { email: 'mia torres (mia@example.org)' }, null],
    ['none that is no address', { email: 'mia' }, null],
    ['none that is two', { email: 'eve@example.org,mia@example.org' }, null],
    ['none', {}, null],
  ])('has %s', (_, profile, email) => {
    expect(read(profile).claims.email).toBe(email)
  })

  test('is called by what can be seen of a name', () => {
    const nameOf = (name: string) => read({ name }).claims.name
    expect(nameOf('\u202eaoL\ud800 \0Mia\u200b Torres')).toBe('aoL Mia Torres')
    expect(nameOf('\u202e\ud800')).toBe('mia')
    expect(nameOf('é🔑 محمد')).toBe('é🔑 محمد')
    expect(nameOf(`${'n'.repeat(254)}🔑`)).toHaveLength(255)
  })
})

describe('groups', () => {
  test.each<[string, unknown, string[]]>([
    ['a list', ['vision', 'language'], ['vision', 'language']],
    ['one name', 'vision', ['vision']],
    ['names with space around and doubles', [' vision ', 'vision', ''], ['vision']],
    ['an empty list', [], []],
    ['null', null, []],
    ['names that look like others', ['vision\u200b', 'visi\u202eon', 'v\ud800', 'vision'], ['vision']],
    ['names that are too long', ['v'.repeat(256), 'vision'], ['vision']],
  ])('%s', (_, groups, expected) => {
    expect(read({ groups }).claims.groups).toEqual(expected)
  })

  test('a missing claim is no groups, and told apart from an empty list', () => {
    expect(read({})).toMatchObject({ hasGroupsClaim: false, claims: { groups: [] } })
    expect(read({ groups: [] })).toMatchObject({ hasGroupsClaim: true, claims: { groups: [] } })
  })

  test.each<[string, unknown]>([
    ['objects', [{ id: 1 }]],
    ['numbers', [7]],
    ['an object', { vision: true }],
  ])('%s keep the person out', (_, groups) => {
    expect(readClaims({ sub: 'mia', groups }, names)).toEqual({ fault: 'unreadable', claim: 'groups' })
  })

  test.each<[string, Profile]>([
    ['_claim_names', { _claim_names: { groups: 'src1' }, _claim_sources: { src1: {} } }],
    ['hasgroups', { hasgroups: true }],
    ['hasgroups as a word', { hasgroups: 'true' }],
  ])('that overflowed (%s) keep the person out', (_, profile) => {
    expect(readClaims({ sub: 'mia', ...profile }, names)).toEqual({ fault: 'overflown', claim: 'groups' })
  })

  test('that are there count, whatever else was said about overflow', () => {
    expect(read({ groups: ['vision'], hasgroups: true }).claims.groups).toEqual(['vision'])
  })
})

describe('roles', () => {
  test('the administrator’s role, exactly', () => {
    expect(read({ roles: ['slipway-admin'] }).claims.isAdministrator).toBe(true)
    expect(read({ roles: ['slipway-admins', 'Slipway-admin'] }).claims.isAdministrator).toBe(false)
    expect(read({ groups: ['slipway-admin'] }).claims.isAdministrator).toBe(false)
  })

  test('the administrators’ group, by its id as it comes, and no group that only a role names', () => {
    const adminGroup = '5a2c1f0e-0c52-4e0b-9d2f-6f4a3b1c7d88'
    const isAdministrator = (profile: Profile) => read(profile, { adminGroup }).claims.isAdministrator
    expect(isAdministrator({ groups: ['vision', adminGroup] })).toBe(true)
    expect(isAdministrator({ groups: [adminGroup.toUpperCase(), 'undefined', ''] })).toBe(false)
    expect(isAdministrator({ roles: [adminGroup, `manager:${adminGroup}`] })).toBe(false)
    expect(isAdministrator({ roles: ['slipway-admin'] })).toBe(true)
  })

  test.each<[string, string[], string[]]>([
    ['manager:{group}', ['manager:vision'], ['vision']],
    ['{group}-managers', ['vision-managers', '-managers'], ['vision']],
    ['slipway/{group}/lead', ['slipway/vision/lead', 'slipway//lead', 'slipway/lead'], ['vision']],
    ['manager:{group}', ['manager:', 'amanager:vision', 'Manager:vision'], []],
  ])('%s with %j manages %j', (managerRole, roles, managed) => {
    expect(read({ roles }, { managerRole }).claims.managed).toEqual(managed)
  })

  test('whoever manages a group is in it', () => {
    expect(read({ groups: ['language'], roles: ['manager:vision'] }).claims.groups).toEqual([
      'language',
      'vision',
    ])
  })
})

describe('where claims stand', () => {
  test('along a path', () => {
    const profile = { realm_access: { roles: ['slipway-admin'] } }
    expect(read(profile, { roles: 'realm_access.roles' }).claims.isAdministrator).toBe(true)
  })

  test('under a name with dots in it', () => {
    const roles = 'https://slipway.example/roles'
    expect(read({ [roles]: ['slipway-admin'] }, { roles }).claims.isAdministrator).toBe(true)
  })

  test('never on the prototype', () => {
    expect(read({}, { groups: 'constructor.name' }).hasGroupsClaim).toBe(false)
  })
})

test('an answer is complete when it speaks of groups and roles, or says that it cannot', () => {
  expect(isComplete({ groups: [], roles: [] }, names)).toBe(true)
  expect(isComplete({ groups: [] }, names)).toBe(false)
  expect(isComplete({ hasgroups: true, roles: [] }, names)).toBe(true)
})
