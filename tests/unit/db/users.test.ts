import { beforeEach, describe, expect, test, vi } from 'vitest'
import { replaceRefreshToken } from '#db/queries/refresh-tokens.ts'
import { type Claims, getUser, revokeClaims, saveClaims } from '#db/queries/users.ts'
import { openFreshDatabase } from '../../support/database.ts'

const mia: Claims = {
  issuer: 'https://sign-in.example',
  subject: 'mia',
  name: 'Mia Torres',
  email: 'mia@example.org',
  isAdministrator: false,
  groups: ['vision', 'language'],
  managed: ['vision'],
}
const signIn = { sealedRefreshToken: 'sealed', isSignIn: true }

beforeEach(() => {
  openFreshDatabase()
})

function groupsOf(id: number) {
  return getUser(id)?.viewer.groups.map(({ name, role }) => `${name} ${role}`)
}

describe('someone who signs in', () => {
  test('is known with groups and roles', () => {
    const id = saveClaims(mia, signIn)
    expect(getUser(id)?.viewer).toMatchObject({ userId: id, name: 'Mia Torres', isAdministrator: false })
    expect(groupsOf(id)).toEqual(['language member', 'vision manager'])
    expect(getUser(id)?.sealedRefreshToken).toBe('sealed')
  })

  test('again is the same user, with what is said now', () => {
    const id = saveClaims(mia, signIn)
    const changed = { ...mia, name: 'Mia Vogel', isAdministrator: true, groups: ['language'], managed: [] }
    expect(saveClaims(changed, signIn)).toBe(id)
    expect(getUser(id)?.viewer).toMatchObject({ name: 'Mia Vogel', isAdministrator: true })
    expect(groupsOf(id)).toEqual(['language member'])
  })

  test('at another provider under the same subject is somebody else', () => {
    const id = saveClaims(mia, signIn)
    expect(saveClaims({ ...mia, issuer: 'https://other.example', groups: [] }, signIn)).not.toBe(id)
    expect(groupsOf(id)).toHaveLength(2)
  })

  test('shares a group with whoever else is in it', () => {
    const one = getUser(saveClaims(mia, signIn))
    const other = getUser(saveClaims({ ...mia, subject: 'max', managed: [] }, signIn))
    const ids = (user: typeof one) => user?.viewer.groups.map((group) => group.id)
    expect(ids(one)).toEqual(ids(other))
  })

  test('with a group named twice is in it once', () => {
    const id = saveClaims({ ...mia, groups: ['vision', 'vision'] }, signIn)
    expect(groupsOf(id)).toEqual(['vision manager'])
  })
})

test('claims are as old as their last answer', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const id = saveClaims(mia, signIn)
  vi.setSystemTime(2_000_000)
  expect(getUser(id)?.claimsAt).toBe(1_000_000)
  saveClaims(mia, { ...signIn, isSignIn: false })
  expect(getUser(id)?.claimsAt).toBe(2_000_000)
  vi.useRealTimers()
})

test('someone whose claims were revoked has nothing until the next sign-in', () => {
  const id = saveClaims({ ...mia, isAdministrator: true }, signIn)
  revokeClaims(id)
  expect(getUser(id)).toMatchObject({ claimsAt: 0, sealedRefreshToken: null })
  expect(getUser(id)?.viewer).toMatchObject({ isAdministrator: false, groups: [] })
  saveClaims(mia, signIn)
  expect(groupsOf(id)).toHaveLength(2)
})

test('a refresh token is replaced only where the used one still stands', () => {
  const id = saveClaims(mia, signIn)
  expect(replaceRefreshToken(id, { used: 'older', next: 'next' })).toBe(false)
  expect(replaceRefreshToken(id, { used: 'sealed', next: 'next' })).toBe(true)
  expect(getUser(id)?.sealedRefreshToken).toBe('next')
})

test('nobody has an unknown id', () => {
  expect(getUser(4711)).toBeNull()
})
