/** A sign-in provider made of `fetch`, and a clock, for tests of what happens after someone has signed in. */
import { afterEach, beforeEach, vi } from 'vitest'
import { recordClaims } from '#lib/auth/record-claims.ts'
import { standingOf } from '#lib/auth/standing.ts'
import { openFreshDatabase } from './database.ts'

export const issuer = 'http://127.0.0.1:3999'
const discovery = { token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/me` }
const minute = 60_000

/** What the provider answers, for a test to change, and the refresh tokens that it was given. */
export const provider = {
  token: (): Response => Response.json({}),
  userinfo: (): Response => Response.json({}),
  /** What it calls itself. */
  issuer,
  used: [] as string[],
}

let now = Date.UTC(2030, 0, 1)

/** Gives each test of a file a fresh database, a day of its own, and a provider that says `language`. */
export function stubProvider(): void {
  beforeEach(() => {
    openFreshDatabase()
    now += 24 * 60 * minute
    vi.useFakeTimers({ now, toFake: ['Date'] })
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    vi.stubGlobal('fetch', answer)
    provider.used = []
    provider.issuer = issuer
    provider.token = () => {
      return Response.json({ access_token: 'access', refresh_token: `refresh ${provider.used.length + 1}` })
    }
    provider.userinfo = () => Response.json({ sub: 'mia', groups: ['language'], roles: [] })
  })

  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
}

/** Mia of vision signs in, or somebody else. Returns their id. */
export function signIn(refreshToken: string | null = 'refresh 1', sub = 'mia'): number {
  const profile = { sub, groups: ['vision'], roles: [] }
  const recorded = recordClaims(profile, { refreshToken, isSignIn: true })
  if ('fault' in recorded) throw new Error(recorded.fault)
  return recorded.userId
}

/** The groups that someone has now, or why they are signed out. */
export async function standing(userId: number, options = {}): Promise<string> {
  const found = await standingOf(userId, options)
  return 'viewer' in found ? found.viewer.groups.map((group) => group.name).join() : found.signedOut
}

/** Sets the clock to so many minutes after the test's beginning. */
export function pass(minutes: number): void {
  vi.setSystemTime(now + minutes * minute)
}

/** An id token with these claims; nobody looks at its signature, for it comes from the token endpoint. */
export function idToken(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify({ iss: provider.issuer, ...claims })).toString('base64url')}.x`
}

/** An answer that never comes. */
export function down(): never {
  throw new TypeError('fetch failed')
}

async function answer(url: string, init: RequestInit): Promise<Response> {
  if (url.endsWith('/.well-known/openid-configuration'))
    return Response.json({ ...discovery, issuer: provider.issuer })
  if (url === discovery.userinfo_endpoint) return provider.userinfo()
  provider.used.push(new URLSearchParams(String(init.body)).get('refresh_token') ?? '')
  return provider.token()
}
