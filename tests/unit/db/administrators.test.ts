import { beforeEach, expect, test } from 'vitest'
import { appointAdministrator } from '#db/queries/administrators.ts'
import { listAudit } from '#db/queries/audit-trail.ts'
import { getUserDetail, listUsers } from '#db/queries/user-list.ts'
import { getUser, revokeClaims } from '#db/queries/users.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import { person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
  max = person('max', { groups: ['vision'] })
})

const appoint = (by: Viewer, { userId }: Viewer, isAdministrator = true) =>
  appointAdministrator(by, { userId, isAdministrator })
const isAdministrator = ({ userId }: Viewer) => getUser(userId)?.viewer.isAdministrator
const newest = () => listAudit(ada, { search: '', kind: null, before: null, after: null }).rows[0]

test('who is one by hand stays one whatever the provider says, until an administrator takes it back', () => {
  expect(appoint(ada, max)).toBe('done')
  expect(newest()).toMatchObject({ action: 'person.appoint', actor: 'ada', target: 'max' })
  person('max', { groups: ['language'] })
  expect(isAdministrator(max)).toBe(true)
  expect(getUserDetail(ada, max.userId)?.administrator).toEqual({ claims: false, hand: true })
  expect(listUsers(ada).rows.map(({ name, isAdministrator }) => [name, isAdministrator])).toEqual([
    ['max', true],
    ['ada', true],
  ])
  expect(appoint(ada, max, false)).toBe('done')
  expect(newest()).toMatchObject({
    action: 'person.dismiss',
    before: { isAdministratorByHand: true },
    after: { isAdministratorByHand: null },
  })
  expect(isAdministrator(max)).toBe(false)
})

test('whom the provider no longer vouches for does not come in with it, and does not count as one', () => {
  appoint(ada, max)
  appoint(ada, ada)
  revokeClaims(max.userId)
  expect(getUser(max.userId)?.claimsAt).toBe(0)
  person('ada')
  expect(appoint(ada, ada, false)).toBe('last')
  person('max')
  expect(appoint(ada, ada, false)).toBe('done')
  expect([isAdministrator(ada), isAdministrator(max)]).toEqual([false, true])
})

test('two who take it from each other at the same moment leave one', () => {
  appoint(ada, max)
  appoint(ada, ada)
  person('ada')
  const alsoKnown = { ...max, isAdministrator: true }
  expect([appoint(ada, max, false), appoint(alsoKnown, ada, false)]).toEqual(['done', 'last'])
  expect([ada, max].filter(isAdministrator)).toHaveLength(1)
})

test('nothing is taken or told where nothing was given, and nobody has an unknown id', () => {
  const before = newest()?.id
  expect(appoint(ada, max, false)).toBe('done')
  expect(newest()?.id).toBe(before)
  expect(appointAdministrator(ada, { userId: 4711, isAdministrator: true })).toBe('gone')
})

test('only administrators say who is one', () => {
  expect(() => appoint(max, max)).toThrow(AccessDenied)
  expect(isAdministrator(max)).toBe(false)
})
