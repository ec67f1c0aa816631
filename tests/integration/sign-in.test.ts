import { afterEach, describe, expect, test } from 'vitest'
import { db, setDatabase } from '#db/client.ts'
import { getUser } from '#db/queries/users.ts'
import { config } from '#lib/config.ts'
import { withBrowser } from '../support/access/browser.ts'
import { newDataFolder } from '../support/builder.ts'
import { type Oidc, startOidc } from '../support/oidc.ts'
import { documentedSettings, providerCases } from '../support/provider-shapes.ts'
import { startShaped } from '../support/shaped-oidc.ts'
import { visitor } from '../support/visitor.ts'
import { freePort, startWeb } from '../support/web.ts'

const stops: (() => unknown)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

type Setting = { claims: Record<string, unknown>; env?: Record<string, string>; elsewhere?: boolean }

/** The web and a provider that gives everyone these claims. */
function start({ claims, env = {}, elsewhere = false }: Setting) {
  return startAt((webUrl) => startOidc({ webUrl, claims, elsewhere }), env)
}

/** The web at a provider that is started for it. */
async function startAt(startProvider: (webUrl: string) => Promise<Oidc>, env: Record<string, string>) {
  config().SLIPWAY_DATA = newDataFolder()
  setDatabase(undefined)
  const port = await freePort()
  const oidc = await startProvider(`http://127.0.0.1:${port}`)
  const web = await startWeb({ port, env: { ...oidc.env, ...env, SLIPWAY_GROUPS: '' } })
  stops.push(oidc.stop, web.stop)
  return web
}

/** What the first person who came in is here. */
function firstPerson() {
  const { isAdministrator, groups } = getUser(1)?.viewer ?? { isAdministrator: false, groups: [] }
  return { isAdministrator, groups: groups.map(({ name, role }) => `${name} (${role})`) }
}

describe('a provider shaped like', () => {
  test.each(providerCases())(
    '$name, set up as the docs say: what it says is known, and a later change within five minutes',
    async ({ name, shape, known, later, laterKnown }) => {
      const web = await startAt((webUrl) => startShaped(webUrl, shape), documentedSettings(name))
      const someone = visitor(web.url)
      expect(new URL((await someone.signIn()).url).pathname).toBe('/')
      expect(firstPerson()).toEqual(known)
      expect(getUser(1)?.viewer.name).toBe('Ada Berg')

      Object.assign(shape.claims, later)
      db().$client.prepare('UPDATE users SET claims_at = claims_at - 301000').run()
      const { pathname } = new URL((await someone.visit(web.url)).url)
      expect(pathname).toBe(shape.refreshes === 'never' ? '/sign-in' : '/')
      expect(firstPerson()).toEqual(laterKnown)

      const { origin } = new URL((await someone.visit(`${web.url}/api/leave`)).url)
      expect(origin === web.url).toBe(!shape.endsSessions)
    },
  )

  test('Entra ID without app roles: a group makes administrators, by its id', async () => {
    const id = '0b6f2f6e-93a1-4b8e-8a55-2d1d5a0c4e11'
    const web = await start({
      claims: { name: 'Ada', groups: [id] },
      env: { SLIPWAY_OIDC_ADMIN_GROUP: id },
    })
    await visitor(web.url).signIn()
    expect(firstPerson()).toEqual({ isAdministrator: true, groups: [`${id} (member)`] })
  })

  test('Entra ID with more groups than a token carries: nobody comes in, and the page says why', async () => {
    const elsewhere = {
      _claim_names: { groups: 'src1' },
      _claim_sources: { src1: { endpoint: 'https://g' } },
    }
    const web = await start({ claims: { name: 'Mia', roles: ['slipway-admin'], ...elsewhere } })
    const someone = visitor(web.url)
    const { url, body } = await someone.signIn()
    expect(new URL(url).pathname).toBe('/sign-in')
    expect(body).toContain('You are in so many groups')
    expect((await someone.visit(web.url)).body).not.toContain('Catalogue')
    expect(getUser(1)).toBeNull()
  })

  test('Google: no groups claim at all, which the page explains', async () => {
    const web = await start({ claims: { name: 'Otto', email: 'otto@example.org' } })
    const { status, body } = await visitor(web.url).signIn()
    expect(status).toBe(403)
    expect(body).toContain('Nothing about groups')
    expect(firstPerson()).toEqual({ isAdministrator: false, groups: [] })
  })
})

test('after signing in nobody is sent anywhere but to a page of ours', async () => {
  const web = await start({ claims: { name: 'Mia', groups: ['vision'] } })
  const { host } = new URL(web.url)
  const evil = 'evil.example'
  const hostile = [
    ...[
      '//',
      '///',
      '/\\',
      '\\\\',
      '\\/',
      '/%2f',
      '/%5c',
      '%2f%2f',
      '/./',
      '/..//',
      '/\t/',
      '/\n/',
      '/%09/',
      '/%0d%0a/',
    ],
    ...[
      'https://',
      'http://',
      'https:',
      'https:/',
      'HTTPS://',
      'ftp://',
      `${web.url}@`,
      `http://${host}.`,
      `http://${host}@`,
    ],
    ...[
      'http://127.0.0.1:1@',
      '//127.0.0.1@',
      `//${host}@`,
      ' //',
      '\u0000//',
      '\ufeff//',
      '/;@',
      '/?@',
      '/#@',
      '//%00',
    ],
  ].map((before) => before + evil)
  const schemes = [
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:x',
    'about:blank',
    '//[::1]/',
  ]
  const all = [...hostile, ...schemes]
  expect(all.length).toBeGreaterThanOrEqual(40)
  for (const callbackUrl of all) {
    const { url } = await visitor(web.url).signIn(callbackUrl)
    expect.soft(new URL(url).origin, callbackUrl).toBe(web.url)
  }
})

test('behind TLS every cookie is for this host only, and over TLS only', async () => {
  const web = await start({
    claims: {},
    env: { SLIPWAY_URL: 'https://images.example.org' },
  })
  const { headers } = await fetch(`${web.url}/api/auth/signin`, { redirect: 'manual' })
  const cookies = headers.getSetCookie()
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies)
    expect(cookie).toMatch(/^__Host-.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax/)
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
})

test.each([true, false])(
  'a provider whose sign-in page is elsewhere and leads on: in and out (scripts: %s)',
  async (javaScriptEnabled) => {
    const web = await start({ claims: { name: 'Mia', groups: ['vision'] }, elsewhere: true })
    await withBrowser(web, async (open) => {
      const { page } = await open({ javaScriptEnabled })
      const refused: string[] = []
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) refused.push(message.text())
      })
      await page.goto(web.url)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: 'Catalogue' }).waitFor()
      const [stolen] = (await page.context().cookies()).filter(({ name }) => name.endsWith('session-token'))
      await page.locator('summary').filter({ visible: true }).last().click()
      await page.getByRole('button', { name: 'End all my sessions' }).filter({ visible: true }).click()
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL(`${web.url}/sign-in**`)
      expect(refused).toEqual([])
      const cookie = `next-auth.session-token=${stolen?.value}`
      const { status } = await fetch(web.url, { headers: { cookie }, redirect: 'manual' })
      expect(status).toBe(307)
    })
  },
)
