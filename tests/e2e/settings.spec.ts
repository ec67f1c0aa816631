import { expect, test } from '@playwright/test'
import { expectPage, signIn } from '../support/people.ts'

test.beforeEach(async ({ page }) => {
  await signIn(page, 'ada')
})

test('the registry is tested in words before it is saved', async ({ page }) => {
  await page.goto('/admin/settings')
  await page.getByRole('button', { name: 'Test' }).click()
  await expect(page.getByText('The test worked')).toBeVisible({ timeout: 20_000 })

  await page.getByLabel('Endpoint').fill('127.0.0.1:47999')
  await page.getByLabel('Prefix').fill('elsewhere')
  await page.getByRole('button', { name: 'Test' }).click()
  await expect(page.getByText('The test failed')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByLabel('Endpoint')).toHaveAccessibleDescription(/Nothing answers on 127.0.0.1:47999/)
  await expect(page.getByLabel('Endpoint')).toHaveValue('127.0.0.1:47999')
  await expect(page.getByLabel('Prefix')).toHaveValue('elsewhere')
})

test('a setting goes before the environment, until somebody goes back', async ({ page }) => {
  await page.goto('/admin/settings')
  await page.getByLabel('Prefix').fill('Not/Allowed')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Prefix')).toHaveAccessibleDescription(/lowercase/)
  await page.getByLabel('Prefix').fill('other-team')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: '/other-team' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Set here;')).toBeVisible()
  await page.getByText('Go back to the registry of the environment').click()
  await page.getByRole('button', { name: 'Go back' }).click()
  await expect(page.getByText('From SLIPWAY_REGISTRY of the environment')).toBeVisible()
})

test('what is kept of builds and caches is set in whole numbers', async ({ page }) => {
  await page.goto('/admin/settings/housekeeping')
  const builds = page.getByLabel('Builds to keep of each image')
  await expect(builds).toHaveValue('20')
  await builds.fill('some')
  await page.getByLabel('Remove the registry’s copies of removed builds, too').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(builds).toHaveAccessibleDescription(/whole number of builds/)
  await expect(page.getByLabel('Remove the registry’s copies of removed builds, too')).toBeChecked()
  await page.getByLabel('Remove the registry’s copies of removed builds, too').uncheck()
  await builds.fill('20')
  await page.getByLabel('Build cache of each engine, in GB').fill('30')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The builder follows' })).toBeVisible()
  await expect(page.getByLabel('Build cache of each engine, in GB')).toHaveValue('30')
})

test('the engine and the setup say what was found', async ({ page }) => {
  await page.goto('/admin/settings/engines/environment')
  await expect(page.getByText('It answers')).toBeVisible()
  await expect(page.getByText('Builds at once')).toBeVisible()
  await page.getByRole('link', { name: 'Engines' }).click()
  await page.getByRole('link', { name: 'Setup' }).click()
  await expectPage(page, 'Setup')
  const step = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: new RegExp(`^${name}`) }) })
  await expect(step('Engine')).toContainText('answers')
  // The builder tries a registry that was just set anew within seconds.
  await expect(async () => {
    await page.reload()
    await expect(step('Registry')).toContainText('lets Slipway push', { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
})
