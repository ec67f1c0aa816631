import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { afterEach, expect, test } from 'vitest'
import { setDatabase } from '#db/client.ts'
import { getFirstAdministrator } from '#db/queries/first-administrator.ts'
import { config } from '#lib/config.ts'
import { raceToBeFirst } from '../faults/security-first.ts'
import { withBrowser } from '../support/access/browser.ts'
import { type Person, signIn } from '../support/access/people.ts'
import { newDataFolder } from '../support/builder.ts'
import { firstCodeOf } from '../support/first-code.ts'
import { startWeb, type Web } from '../support/web.ts'

const webs: Web[] = []

afterEach(async () => {
  for (const web of webs.splice(0)) await web.stop()
})

async function start(): Promise<Web> {
  const web = await startWeb()
  webs.push(web)
  return web
}

/** The web on a database in which nobody was ever. */
function startAnew(): Promise<Web> {
  config().SLIPWAY_DATA = newDataFolder()
  setDatabase(undefined)
  return start()
}

test.each([true, false])(
  'somebody without a group finds the way, enters the code of the log, and is an administrator who can make others (scripts: %s)',
  async (javaScriptEnabled) => {
    const web = await startAnew()
    const code = firstCodeOf(web) ?? ''
    const [nora, otto] = [await signIn('Nora', {}), await signIn('Otto', {})]
    await withBrowser(web, async (open) => {
      const { page } = await open({ javaScriptEnabled, person: nora })
      await page.goto(web.url)
      await page.getByRole('link', { name: 'Enter the code' }).click()
      await page.getByLabel('Code').waitFor()
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole('button', { name: 'Become administrator' }).click()
      await expect.poll(() => page.getByLabel('Code').getAttribute('aria-invalid')).toBe('true')
      await page.getByLabel('Code').fill(code.replace(/./, (letter) => (letter === '7' ? '8' : '7')))
      await page.getByRole('button', { name: 'Become administrator' }).click()
      await page.getByText('This is not the code').waitFor()
      await page.getByLabel('Code').fill(` ${code.toUpperCase().replaceAll('-', ' ')} `)
      await page.getByRole('button', { name: 'Become administrator' }).click()
      await page.getByRole('heading', { level: 1, name: 'Setup' }).waitFor()
      await page.getByText('You are an administrator of Slipway now.').waitFor()

      const late = await open({ javaScriptEnabled, person: otto })
      await late.page.goto(`${web.url}/first-administrator`)
      await late.page.getByText('Slipway has an administrator').waitFor()
      expect(await late.page.getByLabel('Code').count()).toBe(0)
      await late.page.goto(web.url)
      expect(await late.page.getByRole('link', { name: 'Enter the code' }).count()).toBe(0)

      await page.goto(`${web.url}/admin/users/${nora.viewer.userId}`)
      await page.getByRole('button', { name: /Take back/ }).click()
      await page.getByText('Nobody else is an administrator').waitFor()
      await page.goto(`${web.url}/admin/users/${otto.viewer.userId}`)
      await page.getByRole('button', { name: /Make administrator/ }).click()
      await page.getByText('Otto is an administrator now').waitFor()
      await late.page.goto(`${web.url}/admin/users/${nora.viewer.userId}`)
      await late.page.getByRole('button', { name: /Take back/ }).click()
      await late.page.getByText('Nora is no administrator by hand any more').waitFor()
      expect((await page.goto(`${web.url}/admin/users`))?.status()).toBe(403)
    })
  },
)

test('each start makes another code until there is an administrator, then none', async () => {
  const first = await startAnew()
  const old = firstCodeOf(first)
  await first.stop()
  const second = await start()
  const code = firstCodeOf(second)
  expect([old, code].every(Boolean)).toBe(true)
  expect(code).not.toBe(old)
  const nora = await signIn('Nora', {})
  expect(await enter(second, nora, old)).toContain('This is not the code')
  expect(await enter(second, nora, code)).toContain('You are an administrator of Slipway now')
  await second.stop()
  const third = await start()
  expect(third.output()).not.toContain('no administrator')
  expect(getFirstAdministrator()).toBe('made')
})

test('an administrator whom the provider names ends it, and the code is void', async () => {
  const web = await startAnew()
  const code = firstCodeOf(web)
  await signIn('Ada', { isAdministrator: true })
  expect(await enter(web, await signIn('Nora', {}), code)).toContain('Slipway has an administrator')
  await web.stop()
  expect((await start()).output()).not.toContain('no administrator')
})

test('of fifty who enter the code at once, one becomes an administrator', async () => {
  expect(await raceToBeFirst(2)).toMatchObject({ runs: 2, held: 2, lost: 0 })
})

/** In light and dark, and no wider than a phone. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Colours that are on their way from one scheme to the other are nobody's.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 800 })
  expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(360)
}

/** What the page says then. */
function enter(web: Web, person: Person, code = ''): Promise<string> {
  return withBrowser(web, async (open) => {
    const { page } = await open({ javaScriptEnabled: false, person })
    await page.goto(`${web.url}/first-administrator`)
    const field = page.getByLabel('Code')
    if ((await field.count()) > 0) {
      await field.fill(code)
      await page.getByRole('button', { name: 'Become administrator' }).click()
    }
    return page.getByRole('main').innerText()
  })
}
