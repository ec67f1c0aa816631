import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDatabase, setDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { listAudit } from '#db/queries/audit-trail.ts'
import { enterFirstCode, getFirstAdministrator, offerFirstCode } from '#db/queries/first-administrator.ts'
import { getUser } from '#db/queries/users.ts'
import { AccessDenied, systemViewer, type Viewer } from '#lib/access.ts'
import { hashFirstCode } from '#lib/secrets/first-code.ts'
import { person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { makeOldDatabase } from '../../support/old-database.ts'

const hash = hashFirstCode('right')
const wrong = hashFirstCode('wrong')
const all = { search: '', kind: null, before: null, after: null } as const
const hour = 3_600_000
let nora: Viewer

beforeEach(() => {
  openFreshDatabase()
  vi.useFakeTimers({ now: 100 * hour })
  nora = person('nora')
  offerFirstCode(hash)
})

afterEach(() => {
  vi.useRealTimers()
})

const isAdministrator = ({ userId }: Viewer) => getUser(userId)?.viewer.isAdministrator

test('the right code makes one administrator, once, and the audit trail tells', () => {
  const otto = person('otto')
  expect(getFirstAdministrator()).toBe('code open')
  expect(enterFirstCode(nora, hash)).toBe('first')
  expect(listAudit(systemViewer, all).rows[0]).toMatchObject({
    action: 'person.first',
    actor: 'nora',
    target: 'nora',
    before: { isAdministratorByHand: null },
    after: { isAdministratorByHand: true },
  })
  expect([enterFirstCode(nora, hash), enterFirstCode(otto, hash)]).toEqual(['too late', 'too late'])
  expect([isAdministrator(nora), isAdministrator(otto)]).toEqual([true, false])
  expect(getFirstAdministrator()).toBe('made')
})

test('a wrong one makes nobody, and five of one person bar that person alone', () => {
  for (let at = 0; at < 5; at++) expect(enterFirstCode(nora, wrong)).toBe('wrong')
  expect(enterFirstCode(nora, hash)).toBe('too often')
  expect(enterFirstCode(person('otto'), hash)).toBe('first')
  expect(isAdministrator(nora)).toBe(false)
})

test.each<[string, number, string]>([
  ['just before 24 hours are over', 24 * hour - 1, 'first'],
  ['after 24 hours', 24 * hour, 'expired'],
  ['on a clock that went back', -1, 'expired'],
])('%s the code is %s', (_, passed, outcome) => {
  vi.setSystemTime(100 * hour + passed)
  expect(getFirstAdministrator()).toBe(outcome === 'first' ? 'code open' : 'code expired')
  expect(enterFirstCode(nora, hash)).toBe(outcome)
  expect(isAdministrator(nora)).toBe(outcome === 'first')
})

test('the next start makes the one before void, and gives everybody new tries', () => {
  for (let at = 0; at < 5; at++) enterFirstCode(nora, wrong)
  expect(offerFirstCode(hashFirstCode('another'))).toBe(true)
  expect(enterFirstCode(nora, hash)).toBe('wrong')
  expect(enterFirstCode(nora, hashFirstCode('another'))).toBe('first')
})

describe('once there was an administrator', () => {
  test('whom the provider names, the code is void and none is made any more, also when they are gone', () => {
    person('ada', { isAdministrator: true })
    person('ada')
    expect(getFirstAdministrator()).toBe('made')
    expect(enterFirstCode(nora, hash)).toBe('too late')
    expect(offerFirstCode(hash)).toBe(false)
  })

  test('a code is made only where somebody at the machine wants it, which the audit trail tells', () => {
    enterFirstCode(nora, hash)
    expect(offerFirstCode(wrong, { isAgain: true })).toBe(true)
    expect(listAudit(systemViewer, all).rows[0]).toMatchObject({
      action: 'setting.change',
      actor: 'Slipway',
      target: 'first-administrator',
    })
    expect(enterFirstCode(person('otto'), wrong)).toBe('first')
  })

  test('who comes by again, such a code is void', () => {
    enterFirstCode(nora, hash)
    offerFirstCode(hash, { isAgain: true })
    person('nora')
    expect(enterFirstCode(person('otto'), hash)).toBe('too late')
  })
})

test('only people enter codes', () => {
  expect(() => enterFirstCode(systemViewer, hash)).toThrow(AccessDenied)
})

describe('a database from before', () => {
  const columns = '(issuer, subject, name, is_administrator, claims_at, last_sign_in_at, created_at)'
  const told = '(id, at, actor, action, target_id, target, after, hash)'
  test.each<[string, string, string]>([
    [
      'with an administrator',
      `INSERT INTO users ${columns} VALUES ('https://id', 'ada', 'Ada', 1, 1, 1, 1)`,
      'made',
    ],
    [
      'that had one once',
      `INSERT INTO audit_trail ${told} VALUES (1, 1, 'Ada', 'person.sign-in', '1', 'Ada', '{"name":"Ada","isAdministrator":true,"groups":[]}', '')`,
      'made',
    ],
    [
      'with other people only',
      `INSERT INTO users ${columns} VALUES ('https://id', 'mia', 'Mia', 0, 1, 1, 1)`,
      'code expired',
    ],
  ])('%s', (_, row, expected) => {
    const folder = makeOldDatabase(7, (sqlite) => void sqlite.exec(row))
    const database = openDatabase(path.join(folder, 'slipway.db'))
    migrateDatabase(database, folder)
    setDatabase(database)
    expect(getFirstAdministrator()).toBe(expected)
  })
})
