import { expect, type Page, test } from '@playwright/test'
import { testUrl } from '../support/address.ts'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

const pages = [
  '/',
  '/admin/images',
  '/admin/images/new',
  '/admin/builds',
  '/admin/groups',
  '/admin/groups/new',
  '/admin/users',
  '/admin/secrets',
  '/admin/secrets/new',
  '/no-such-page',
]

/** What the browser refused to do on this page, and what broke; it grows. */
function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error}`))
  return faults
}

test('no page does what its own security policy forbids, from sign-in to sign-out', async ({
  page,
  javaScriptEnabled,
}) => {
  const faults = watch(page)
  await signIn(page, 'ada')
  for (const path of pages) {
    const response = await page.goto(path, { waitUntil: 'load' })
    const policy = (await response?.headerValue('content-security-policy')) ?? ''
    expect.soft(policy, path).toMatch(/script-src 'nonce-[\w+/=]+' 'strict-dynamic';.*frame-ancestors 'none'/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  await page.locator('summary').filter({ visible: true }).last().click()
  await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click()
  if (!javaScriptEnabled) await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${testUrl}/sign-in**`)
  expect(faults).toEqual([])
})

test('the form and the page of a build keep to the policy, live and after', async ({
  page,
  javaScriptEnabled,
}) => {
  const faults = watch(page)
  const displayName = freshName('headers')
  await signIn(page, 'ada')
  await openForm(page)
  const base = await sampleBase(page)
  await fillForm(page, { displayName, base, pip: '--not-a-package' })
  await confirm(page)
  await expect(page.getByRole('alert').first()).toBeVisible()
  await fillForm(page, { displayName, base, pip: 'slipway-colours' })
  await confirm(page)
  await expectPage(page, `${displayName} #1`)
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible({ timeout: 120_000 })
  await page.reload()
  await expect(page.locator('.needs-js').first()).toBeVisible({ visible: javaScriptEnabled })
  expect(faults).toEqual([])
})

test('every answer forbids guessing at types, framing and other bases', async ({ page, request }) => {
  await signIn(page, 'ada')
  for (const path of ['/sign-in', '/healthz', '/icon.svg', '/api/builds/1/log', '/api/auth/session']) {
    const headers = (await request.get(path)).headers()
    expect.soft(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'content-security-policy': expect.stringMatching(
        /default-src '(self|none)';.*base-uri 'none';.*frame-ancestors 'none'/,
      ),
    })
  }
})

test('nothing makes images smaller here: that door is shut', async ({ page }) => {
  await signIn(page, 'ada')
  expect((await page.request.get('/_next/image?url=%2Ficon.svg&w=64&q=75')).status()).toBe(404)
})
