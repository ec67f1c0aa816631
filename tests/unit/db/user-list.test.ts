import { beforeEach, describe, expect, test, vi } from 'vitest'
import { setRoleByHand } from '#db/queries/group-members.ts'
import { getUserDetail, listUsers, type userOrders } from '#db/queries/user-list.ts'
import { revokeClaims } from '#db/queries/users.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import { groupId, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer
let mia: Viewer

beforeEach(() => {
  openFreshDatabase()
  vi.useFakeTimers({ now: 1_000_000 })
  ada = person('ada', { isAdministrator: true })
  vi.setSystemTime(2_000_000)
  max = person('max', { groups: ['vision'], managed: ['vision'] })
  vi.setSystemTime(3_000_000)
  mia = person('mia', { groups: ['vision', 'language'] })
  vi.useRealTimers()
})

const names = (search: string, page = 1) => listUsers(ada, { search, page }).rows.map(({ name }) => name)

test('only administrators see people', () => {
  for (const viewer of [max, mia, person('nora')]) {
    expect(() => listUsers(viewer)).toThrow(AccessDenied)
    expect(() => getUserDetail(viewer, viewer.userId)).toThrow(AccessDenied)
  }
})

describe('the list', () => {
  test('has the latest sign-in first, each with groups and roles', () => {
    const { rows, count } = listUsers(ada)
    expect(count).toBe(3)
    expect(rows.map(({ name, lastSignInAt }) => [name, lastSignInAt])).toEqual([
      ['mia', 3_000_000],
      ['max', 2_000_000],
      ['ada', 1_000_000],
    ])
    expect(rows[1]?.groups).toEqual([{ id: groupId('vision'), name: 'vision', isManager: true }])
    expect(rows[2]).toMatchObject({ isAdministrator: true, groups: [] })
  })

  test('is sorted by every column that has an order', () => {
    const sorted = (column: (typeof userOrders)[number], isDescending = false) =>
      listUsers(ada, { sort: { column, isDescending } }).rows.map(({ name }) => name)
    expect(sorted('name')).toEqual(['ada', 'max', 'mia'])
    expect(sorted('name', true)).toEqual(['mia', 'max', 'ada'])
    expect(sorted('administrator')).toEqual(['mia', 'max', 'ada'])
    expect(sorted('administrator', true)).toEqual(['ada', 'mia', 'max'])
    expect(sorted('last-sign-in')).toEqual(['ada', 'max', 'mia'])
  })

  test('is searched by name and group, and comes in pages', () => {
    expect(names('AX')).toEqual(['max'])
    expect(names('vis')).toEqual(['mia', 'max'])
    expect(names('nobody')).toEqual([])
    expect(names('', 2)).toEqual([])
  })
})

test('one person says what comes from where, and never a token', () => {
  setRoleByHand(ada, { groupId: groupId('vision'), userId: mia.userId, role: 'manager' })
  const user = getUserDetail(ada, mia.userId)
  expect(user?.groups).toEqual([
    { id: groupId('language'), name: 'language', claimed: 'member', byHand: null },
    { id: groupId('vision'), name: 'vision', claimed: 'member', byHand: 'manager' },
  ])
  expect(user).not.toHaveProperty('refreshToken')
  revokeClaims(mia.userId)
  expect(getUserDetail(ada, mia.userId)).toMatchObject({ claimsAt: 0 })
  expect(getUserDetail(ada, 4711)).toBeNull()
})
