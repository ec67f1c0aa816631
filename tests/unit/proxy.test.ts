import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { db } from '#db/client.ts'
import { revokeClaims, saveClaims } from '#db/queries/users.ts'
import { newSession } from '#lib/auth/session.ts'
import { config as settings } from '#lib/config.ts'
import { config, proxy } from '#proxy.ts'
import { openFreshDatabase } from '../support/database.ts'

const origin = 'http://127.0.0.1:3000'
const sessions = { anonymous: '', nora: '', mia: '', ada: '', gone: '' }
type Person = keyof typeof sessions

beforeAll(async () => {
  openFreshDatabase()
  sessions.ada = await sessionOf(signIn('ada', { isAdministrator: true }))
  sessions.mia = await sessionOf(signIn('mia', { groups: ['vision'] }))
  sessions.nora = await sessionOf(signIn('nora', {}))
  const gone = signIn('gone', { groups: ['vision'] })
  revokeClaims(gone)
  sessions.gone = await sessionOf(gone)
})

function signIn(subject: string, facts: { isAdministrator?: boolean; groups?: string[] }): number {
  const person = { issuer: 'https://sign-in.example', subject, name: subject, email: null, managed: [] }
  const token = { sealedRefreshToken: null, isSignIn: true }
  return saveClaims({ ...person, isAdministrator: false, groups: [], ...facts }, token)
}

function sessionOf(id: number): Promise<string> {
  return encode({ token: newSession(String(id)), secret: settings().SLIPWAY_SECRET })
}

type Init = { method?: string; headers?: Record<string, string> }

function answer(who: Person, path: string, init: Init = {}) {
  const cookie = `next-auth.session-token=${sessions[who]}`
  return proxy(new NextRequest(origin + path, { ...init, headers: { ...init.headers, cookie } }))
}

/** Status, and where to: a redirect's or a rewrite's target. */
async function ask(...question: Parameters<typeof answer>) {
  const { status, headers } = await answer(...question)
  const target = headers.get('location') ?? headers.get('x-middleware-rewrite') ?? ''
  return `${status} ${target.replace(/^http:\/\/[^/]+/, '')}`.trim()
}

describe('a page', () => {
  test.each<[Person, string, string]>([
    ['anonymous', '/', '307 /sign-in'],
    ['anonymous', '/?q=torch&_rsc=1x', '307 /sign-in?callbackUrl=%2F%3Fq%3Dtorch'],
    ['anonymous', '/sign-in', '200'],
    ['gone', '/', '307 /sign-in?error=SessionEnded'],
    ['nora', '/', '403 /no-groups'],
    ['mia', '/', '200'],
    ['mia', '/admin/secrets', '403 /no-access'],
    ['mia', '/images/never-was', '404 /missing'],
    ['mia', '/missing', '404'],
    ['ada', '/admin/secrets', '200'],
    ['ada', '/nowhere', '404 /missing'],
  ])('%s at %s: %s', async (who, path, answer) => {
    expect(await ask(who, path)).toBe(answer)
    expect(await ask(who, path, { method: 'HEAD' })).toBe(answer)
  })

  test('is told its own path, whatever the request claims', async () => {
    const request = new NextRequest(`${origin}/sign-in?a=1`, { headers: { 'x-slipway-path': '/elsewhere' } })
    const { headers } = await proxy(request)
    expect(headers.get('x-middleware-request-x-slipway-path')).toBe('/sign-in?a=1')
  })
})

describe('a form', () => {
  const plain = { method: 'POST', headers: { origin } }
  const scripted = { method: 'POST', headers: { origin, 'next-action': 'id' } }

  test.each<[string, Person, string, object, string]>([
    ['passes', 'ada', '/admin/secrets/new', plain, '200'],
    [
      'reaches only actions of the frame where the page is not theirs',
      'mia',
      '/admin/secrets/new',
      plain,
      '200 /no-access',
    ],
    ['of someone signed out becomes a visit', 'anonymous', '/', plain, '303 /sign-in'],
    ['of someone signed out keeps its page with JavaScript', 'anonymous', '/', scripted, '200'],
    ['of the frame works where no page is', 'ada', '/nowhere', plain, '200 /missing'],
    ['of the frame works there with JavaScript', 'ada', '/nowhere', scripted, '200 /missing'],
  ])('%s (%s at %s)', async (_, who, path, init, answer) => {
    expect(await ask(who, path, init)).toBe(answer)
  })
})

describe('sign-ins of an address', () => {
  const back = '/api/auth/callback/oidc?state=x'
  const begun = { cookie: 'next-auth.state=begun' }

  /** How the last of four requests is answered where two sign-ins are let in. */
  async function last(address: string, path: string, init: Init): Promise<number> {
    Object.assign(settings(), { SLIPWAY_LIMIT_SIGN_INS: 2, SLIPWAY_PROXIES: 1 })
    const headers = { ...init.headers, 'x-forwarded-for': address }
    const send = () => proxy(new NextRequest(origin + path, { ...init, headers }))
    for (let at = 0; at < 3; at++) await send()
    return (await send()).status
  }

  afterEach(() => {
    Object.assign(settings(), { SLIPWAY_LIMIT_SIGN_INS: 120, SLIPWAY_PROXIES: 0 })
  })

  test.each([
    ['our form', '/api/auth/signin/oidc', { method: 'POST', headers: { origin } }, 429],
    [
      'our form in another spelling',
      '/api/%61uth/sign%69n/oidc',
      { method: 'POST', headers: { origin } },
      429,
    ],
    ['the way back of whoever began here', back, { headers: begun }, 429],
    ['a visit that any page can cause', '/api/auth/signin/oidc', {}, 200],
    ['a way back that nobody began', back, {}, 200],
    ['the trip for a cookie', '/api/auth/signin', {}, 200],
  ])('%s: the fourth of two is answered', async (name, path, init, status) => {
    expect(await last(name, path, init)).toBe(status)
  })
})

describe('a search through everything', () => {
  afterEach(() => {
    settings().SLIPWAY_LIMIT_REQUESTS = 600
  })

  test.each([
    ['/admin/builds/1/log?q=error', '429'],
    ['/admin/builds/1/%6cog?q=error', '429'],
    ['/admin/audit?check=yes', '429'],
    ['/admin/audit?q=ada', '429'],
    ['/admin/audit', '200'],
    ['/admin/images?q=torch', '200'],
  ])('counts as a request of its person, a plain page does not: %s', async (path, expected) => {
    settings().SLIPWAY_LIMIT_REQUESTS = 1
    await ask('ada', path)
    expect(await ask('ada', path)).toBe(expected)
    expect(await ask('anonymous', path)).toMatch(/^307/)
    expect(await ask('anonymous', path)).toMatch(/^307/)
  })
})

describe('security headers', () => {
  const policyOf = (headers: Headers) => headers.get('content-security-policy') ?? ''
  const nonceIn = (policy: string) => policy.match(/'nonce-([\w+/]{22}==)'/)?.[1]

  afterEach(() => {
    settings().SLIPWAY_URL = origin
  })

  test.each([
    ['a page', 'ada', '/', {}],
    ['a page that is none', 'ada', '/nowhere', {}],
    ['a redirect', 'anonymous', '/', {}],
    ['a refusal', 'nora', '/', {}],
    ['a form', 'ada', '/admin/secrets/new', { method: 'POST', headers: { origin } }],
    ['a form of someone signed out', 'anonymous', '/', { method: 'POST', headers: { origin } }],
  ] as const)('%s has a policy of its own (%s at %s)', async (_, who, path, init) => {
    const policy = policyOf((await answer(who, path, init)).headers)
    expect(policy.split('; ')).toEqual([
      "default-src 'self'",
      `script-src 'nonce-${nonceIn(policy)}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonceIn(policy)}'`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
    expect(policyOf((await answer(who, path, init)).headers)).not.toBe(policy)
  })

  test('the page is told the nonce, whatever the request claims', async () => {
    const headers = { 'content-security-policy': "script-src 'nonce-mine'", 'x-slipway-nonce': 'mine' }
    const response = await answer('anonymous', '/sign-in', { headers })
    const told = (name: string) => response.headers.get(`x-middleware-request-${name}`)
    expect(told('content-security-policy')).toBe(policyOf(response.headers))
    expect(told('x-slipway-nonce')).toBe(nonceIn(policyOf(response.headers)))
  })

  test('a change from elsewhere is refused, at interfaces too', async () => {
    expect(await ask('anonymous', '/api/builds/1/log')).toBe('200')
    const foreign = { method: 'POST', headers: { origin: 'https://evil.example' } }
    expect(await ask('ada', '/api/auth/signout', foreign)).toBe('403')
    expect(await ask('ada', '/admin/secrets/new', foreign)).toBe('403')
  })

  test('an interface is no part of a page of others; links and the way back from sign-in are not refused', async () => {
    const from = (site: string, dest: string) => ({
      headers: { 'sec-fetch-site': site, 'sec-fetch-dest': dest },
    })
    const back = '/api/auth/callback/oidc?code=x&state=y'
    for (const path of ['/api/auth/signin/oidc', '/api/auth/signin', back, '/api/builds/1/log'])
      for (const dest of ['image', 'iframe', 'empty', 'script'])
        for (const site of ['cross-site', 'same-site'])
          expect(await ask('anonymous', path, from(site, dest))).toBe('403')
    expect(await ask('anonymous', back, from('cross-site', 'document'))).toBe('200')
    expect(await ask('anonymous', '/api/auth/signin', from('cross-site', 'document'))).toBe('200')
    expect(await ask('ada', '/api/builds/1/log', from('same-origin', 'empty'))).toBe('200')
    expect(await ask('ada', '/api/builds/1/log', from('none', 'document'))).toBe('200')
  })

  test.each([
    ['a form', '/', { method: 'POST', headers: { origin } }],
    ['an interface', '/api/images/name', {}],
    ['a page', '/', {}],
  ])('%s has words and a policy where the database fails', async (_, path, init) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { $client } = db()
    $client.exec('ALTER TABLE settings RENAME TO gone_settings')
    const response = await answer('ada', path, init).finally(() =>
      $client.exec('ALTER TABLE gone_settings RENAME TO settings'),
    )
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('cannot show')])
    expect(policyOf(response.headers)).toContain("default-src 'self'")
    expect(told).toHaveBeenCalledOnce()
    told.mockRestore()
  })

  test('browsers are held to https where that is the address', async () => {
    const held = async () => (await answer('anonymous', '/')).headers.get('strict-transport-security')
    expect(await held()).toBeNull()
    settings().SLIPWAY_URL = 'https://images.example.org'
    expect(await held()).toBe('max-age=31536000')
  })
})

test.each([
  ['/', true],
  ['/images/python-3.11', true],
  ['/images/readme.txt', true],
  ['/nothing.png', true],
  ['/_next/data/x.json', true],
  ['/api/builds/1/log', true],
  ['/healthzz', true],
  ['/healthz', false],
  ['/readyz', false],
  ['/metrics', false],
  ['/_next/static/x.js', false],
  ['/icon.svg', false],
])('the proxy looks at %s: %s', (path, isMatched) => {
  expect(new RegExp(`^${config.matcher[0]}$`).test(path)).toBe(isMatched)
})
