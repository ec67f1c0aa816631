import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { beforeAll, describe, expect, test } from 'vitest'
import { revokeClaims, saveClaims } from '#db/queries/users.ts'
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
  return encode({ token: { sub: String(id) }, secret: settings().SLIPWAY_SECRET })
}

/** Status, and where to: a redirect's or a rewrite's target. */
async function ask(
  who: Person,
  path: string,
  init: { method?: string; headers?: Record<string, string> } = {},
) {
  const cookie = `next-auth.session-token=${sessions[who]}`
  const request = new NextRequest(origin + path, { ...init, headers: { ...init.headers, cookie } })
  const { status, headers } = await proxy(request)
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
  const plain = { method: 'POST' }
  const scripted = { method: 'POST', headers: { 'next-action': 'id' } }

  test.each<[string, Person, string, object, string]>([
    ['passes', 'ada', '/admin/secrets/new', plain, '200'],
    ['passes, for the action refuses it', 'mia', '/admin/secrets/new', plain, '200'],
    ['of someone signed out becomes a visit', 'anonymous', '/', plain, '303 /sign-in'],
    ['of someone signed out keeps its page with JavaScript', 'anonymous', '/', scripted, '200'],
    ['of the frame works where no page is', 'ada', '/nowhere', plain, '200 /missing'],
    ['of the frame works there with JavaScript', 'ada', '/nowhere', scripted, '200 /missing'],
  ])('%s (%s at %s)', async (_, who, path, init, answer) => {
    expect(await ask(who, path, init)).toBe(answer)
  })
})

test.each([
  ['/', true],
  ['/images/python-3.11', true],
  ['/images/readme.txt', true],
  ['/healthzz', true],
  ['/healthz', false],
  ['/api/builds/1/log', false],
  ['/_next/static/x.js', false],
  ['/icon.svg', false],
])('the proxy looks at %s: %s', (path, isMatched) => {
  expect(new RegExp(`^${config.matcher[0]}$`).test(path)).toBe(isMatched)
})
