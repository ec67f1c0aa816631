import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { getUser, revokeClaims } from '#db/queries/users.ts'
import { recordClaims, tokenPurpose } from '#lib/auth/record-claims.ts'
import { standingOf } from '#lib/auth/standing.ts'
import { open } from '#lib/secrets/seal.ts'
import { openFreshDatabase } from '../../support/database.ts'

const issuer = 'http://127.0.0.1:3999'
const discovery = { issuer, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/me` }
const minute = 60_000
const start = Date.UTC(2030, 0, 1)

/** What the provider answers; a test changes it. */
let token: () => Response
let userinfo: () => Response
let used: string[]
let now = start

beforeEach(() => {
  openFreshDatabase()
  now += 24 * 60 * minute
  vi.useFakeTimers({ now, toFake: ['Date'] })
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  used = []
  token = () => Response.json({ access_token: 'access', refresh_token: `refresh ${used.length + 1}` })
  userinfo = () => Response.json({ sub: 'mia', groups: ['language'], roles: [] })
  vi.stubGlobal('fetch', answer)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function answer(url: string, init: RequestInit): Promise<Response> {
  if (url.endsWith('/.well-known/openid-configuration')) return Response.json(discovery)
  if (url === discovery.userinfo_endpoint) return userinfo()
  used.push(new URLSearchParams(String(init.body)).get('refresh_token') ?? '')
  return token()
}

function signIn(refreshToken: string | null = 'refresh 1'): number {
  const recorded = recordClaims(
    { sub: 'mia', groups: ['vision'], roles: [] },
    { refreshToken, isSignIn: true },
  )
  if ('fault' in recorded) throw new Error(recorded.fault)
  return recorded.userId
}

async function standing(userId: number): Promise<string> {
  const found = await standingOf(userId)
  return 'viewer' in found ? found.viewer.groups.map((group) => group.name).join() : found.signedOut
}

const pass = (minutes: number) => vi.setSystemTime(now + minutes * minute)
const down = () => {
  throw new TypeError('fetch failed')
}

describe('claims', () => {
  test('up to 5 minutes old are not asked for again', async () => {
    const id = signIn()
    pass(4.9)
    expect(await standing(id)).toBe('vision')
    expect(used).toEqual([])
  })

  test('older than 5 minutes are what the provider says now', async () => {
    const id = signIn()
    pass(5)
    expect(await standing(id)).toBe('language')
    expect(await standing(id)).toBe('language')
    expect(used).toEqual(['refresh 1'])
  })

  test('from the future are asked for again', async () => {
    const id = signIn()
    pass(-60)
    expect(await standing(id)).toBe('language')
  })

  test('come from the new id token where userinfo need not be asked', async () => {
    const claims = Buffer.from(JSON.stringify({ sub: 'mia', groups: ['speech'], roles: [] })).toString(
      'base64url',
    )
    token = () => Response.json({ access_token: 'access', id_token: `e30.${claims}.x` })
    userinfo = down
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('speech')
  })
})

describe('refreshing', () => {
  test('happens once for all who wait, and the next one uses the new token', async () => {
    const id = signIn()
    pass(6)
    const all = await Promise.all([standing(id), standing(id), standing(id)])
    expect(all).toEqual(['language', 'language', 'language'])
    pass(12)
    await standing(id)
    expect(used).toEqual(['refresh 1', 'refresh 2'])
  })

  test('keeps the token where the provider gives no new one', async () => {
    token = () => Response.json({ access_token: 'access' })
    const id = signIn()
    pass(6)
    await standing(id)
    pass(12)
    await standing(id)
    expect(used).toEqual(['refresh 1', 'refresh 1'])
  })

  test('keeps the new token even when userinfo does not answer afterwards', async () => {
    userinfo = down
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('vision')
    expect(open(getUser(id)?.sealedRefreshToken ?? '', tokenPurpose)).toBe('refresh 2')
  })

  test('refused ends the session, for good', async () => {
    token = () => Response.json({ error: 'invalid_grant' }, { status: 400 })
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('SessionEnded')
    expect(await standing(id)).toBe('SessionEnded')
    expect(used).toEqual(['refresh 1'])
    expect(getUser(id)?.viewer.groups).toEqual([])
    signIn('refresh anew')
    expect(await standing(id)).toBe('vision')
  })

  test('refused by userinfo ends the session too', async () => {
    userinfo = () => new Response(null, { status: 401 })
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('SessionEnded')
  })

  test('refused for an old token does not undo a sign-in that came between', async () => {
    const id = signIn()
    pass(6)
    token = () => {
      signIn('refresh anew')
      return Response.json({ error: 'invalid_grant' }, { status: 400 })
    }
    expect(await standing(id)).toBe('vision')
    expect(open(getUser(id)?.sealedRefreshToken ?? '', tokenPurpose)).toBe('refresh anew')
  })

  test('to too many groups ends the session and says why', async () => {
    userinfo = () => Response.json({ sub: 'mia', hasgroups: true, roles: [] })
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('GroupsOverflown')
    expect(getUser(id)?.viewer.groups).toEqual([])
  })
})

describe('while the provider does not answer', () => {
  test.each<[string, () => Response]>([
    ['no connection', down],
    ['an error of its own', () => new Response('busy', { status: 503 })],
    ['nonsense', () => new Response('<html>')],
  ])('(%s) claims are good for 15 minutes, then nobody comes in', async (_, failure) => {
    token = failure
    const id = signIn()
    pass(14.9)
    expect(await standing(id)).toBe('vision')
    pass(15.5)
    expect(await standing(id)).toBe('ProviderUnreachable')
    token = () => Response.json({ access_token: 'access' })
    pass(16)
    expect(await standing(id)).toBe('language')
  })

  test('not every request waits for it', async () => {
    token = down
    const id = signIn()
    pass(6)
    await standing(id)
    await standing(id)
    expect(used).toHaveLength(1)
  })
})

test('without a refresh token claims are good for 15 minutes, then one signs in again', async () => {
  const id = signIn(null)
  pass(14)
  expect(await standing(id)).toBe('vision')
  pass(15)
  expect(await standing(id)).toBe('SessionEnded')
})

test('nobody stands anywhere with an unknown id or revoked claims', async () => {
  expect(await standing(4711)).toBe('SessionEnded')
  const id = signIn()
  revokeClaims(id)
  expect(await standing(id)).toBe('SessionEnded')
})
