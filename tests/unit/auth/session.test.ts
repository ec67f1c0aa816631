import { encode } from 'next-auth/jwt'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { endAllSessions, endSession } from '#db/queries/session-ends.ts'
import { authCookies } from '#lib/auth/cookies.ts'
import { newSession, readSession, sessionSeconds } from '#lib/auth/session.ts'
import { config } from '#lib/config.ts'
import { openFreshDatabase } from '../../support/database.ts'

let now = Date.UTC(2030, 0, 1)

beforeEach(() => {
  openFreshDatabase()
  now += 24 * 3600_000
  vi.useFakeTimers({ now, toFake: ['Date'] })
})

afterEach(() => vi.useRealTimers())

async function jarOf(token: object, secret = config().SLIPWAY_SECRET) {
  const value = await encode({ token: { ...token }, secret })
  return { get: (name: string) => (name === 'next-auth.session-token' ? { value } : undefined) }
}

async function signIn(userId = 7) {
  vi.setSystemTime(++now)
  return jarOf(newSession(String(userId)))
}

describe('a session', () => {
  test('is whose it says', async () => {
    expect(await readSession(await signIn())).toMatchObject({ userId: 7 })
  })

  test.each([
    ['no claims', {}],
    ['no session', { sub: '7', since: 1 }],
    ['no beginning', { sub: '7', sid: 'x' }],
    ['a user who cannot be', { ...newSession('-1') }],
    ['a beginning long ago', { ...newSession('7'), since: 1 }],
  ])('with %s is none', async (_, token) => {
    expect(await readSession(await jarOf(token))).toBeNull()
  })

  test('sealed with another secret is none', async () => {
    expect(await readSession(await jarOf(newSession('7'), 'another secret of enough length'))).toBeNull()
  })

  test('lasts 8 hours, whatever is renewed meanwhile', async () => {
    const { sub, sid, since } = newSession('7')
    vi.setSystemTime(now + sessionSeconds * 1000 - 1)
    expect(await readSession(await jarOf({ sub, sid, since }))).not.toBeNull()
    vi.setSystemTime(now + sessionSeconds * 1000)
    expect(await readSession(await jarOf({ sub, sid, since }))).toBeNull()
  })
})

test('signing out ends that session and no other', async () => {
  const [one, other] = [await signIn(), await signIn()]
  const session = await readSession(one)
  if (session) endSession(session, 0)
  expect(await readSession(one)).toBeNull()
  expect(await readSession(other)).not.toBeNull()
})

test('ending all sessions ends those of one person, and the next sign-in counts', async () => {
  const mine = [await signIn(), await signIn()]
  const theirs = await signIn(8)
  endAllSessions({ userId: 7 })
  expect(await Promise.all(mine.map(readSession))).toEqual([null, null])
  expect(await readSession(theirs)).not.toBeNull()
  expect(await readSession(await signIn())).not.toBeNull()
})

test('what has outlived itself is not kept', async () => {
  for (let each = 0; each < 20; each++) {
    const session = await readSession(await signIn())
    if (session) endSession(session, now - 5)
  }
  const { $client } = (await import('#db/client.ts')).db()
  const kept = $client.prepare("SELECT value FROM settings WHERE key = 'sessions/7'").pluck().get() as string
  expect(Object.keys(JSON.parse(kept).ended).length).toBeLessThan(8)
})

describe('cookies', () => {
  afterEach(() => {
    config().SLIPWAY_URL = 'http://127.0.0.1:3000'
  })

  test('are out of reach of scripts and other sites', () => {
    for (const { name, options } of Object.values(authCookies()))
      expect([name, options]).toMatchObject([
        expect.stringMatching(/^next-auth\./),
        { httpOnly: true, sameSite: 'lax', path: '/', secure: false },
      ])
  })

  test('behind TLS are for this host and TLS only', () => {
    config().SLIPWAY_URL = 'https://images.example.org'
    for (const { name, options } of Object.values(authCookies())) {
      expect(name).toMatch(/^__Host-next-auth\./)
      expect(options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
      expect(options).not.toHaveProperty('domain')
    }
  })
})
