import { expect, type Page, test } from '@playwright/test'
import { testUrl } from '../support/address.ts'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, pageOf, signIn } from '../support/people.ts'

test('whoever is not signed in is asked to, and comes back to where they wanted', async ({ page }) => {
  await page.goto('/admin/images')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await signIn(page, 'ada', '/admin/images')
  await expectPage(page, 'Images')
})

test('a person without groups is told what to do', async ({ page }) => {
  await signIn(page, 'nora')
  await expect(page.getByRole('main')).toContainText('Nora Hall')
  await expect(page.getByRole('main')).toContainText(/group/)
})

test('a member is refused what belongs to administrators, with words and the right status', async ({
  page,
}) => {
  await signIn(page, 'mia')
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Images' })).toHaveCount(0)
  for (const path of ['/admin/images', '/admin/images/new', '/admin/builds', '/admin/secrets']) {
    const response = await page.goto(path)
    expect.soft(response?.status(), path).toBe(403)
    await expect.soft(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('streams and logs refuse with a status and a sentence', async ({
  page,
  request,
  browser,
  contextOptions,
}) => {
  const build = await startBuild(await pageOf(browser, 'ada', contextOptions))
  const paths = [`/api/builds/${build}/events`, `/api/builds/${build}/log`, '/api/images/bases?q=']
  for (const path of paths) {
    const anonymous = await request.get(path)
    expect.soft(anonymous.status(), path).toBe(401)
    expect.soft(await anonymous.text()).toMatch(/Sign in/)
  }
  await signIn(page, 'mia')
  for (const path of paths) expect.soft((await page.request.get(path)).status(), path).toBe(403)
  expect((await page.request.get('/api/builds/999999/log')).status()).toBe(404)
})

/** The id of a new build. */
async function startBuild(page: Page): Promise<string> {
  await openForm(page)
  await fillForm(page, { displayName: freshName('behind-doors'), base: await sampleBase(page), apt: 'jq' })
  await confirm(page)
  await page.waitForURL(/\/admin\/builds\/\d+$/)
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

test('signing out ends the session here and at the provider, which asks for the password again', async ({
  page,
  javaScriptEnabled,
}) => {
  await signIn(page, 'mia')
  await page.locator('summary').filter({ visible: true }).last().click()
  await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click()
  if (!javaScriptEnabled) await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${testUrl}/sign-in**`)
  await page.goto('/')
  await page.waitForURL(`${testUrl}/sign-in**`)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})
