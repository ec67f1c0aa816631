import { expect, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { signIn } from '../support/people.ts'

test('a page that was answered with errors goes on by itself, and misses no line', async ({ page }) => {
  const errors = [502, 503, 429]
  const asked: string[] = []
  await page.route('**/api/builds/*/events?*', async (route) => {
    asked.push(route.request().url())
    const status = errors[asked.length - 1]
    await (status === undefined ? route.continue() : route.fulfill({ status, body: 'Later.' }))
  })
  await signIn(page, 'ada')
  await openForm(page)
  const displayName = freshName('reconnect')
  await fillForm(page, { displayName, base: await sampleBase(page), pip: 'slipway-report' })
  await confirm(page)
  await expect(
    page.getByText('The connection was lost. Trying again; no line will be missing.'),
  ).toBeVisible()
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 120_000 })
  expect(asked.length).toBeGreaterThan(errors.length)
  const lines = page.getByRole('region', { name: 'Lines' }).getByRole('listitem')
  const count = await lines.count()
  await page.reload()
  await expect(lines).toHaveCount(count)
})

test('whoever may no longer see a build is told so instead', async ({ page }) => {
  await page.route('**/api/builds/*/events*', (route) => route.fulfill({ status: 403, body: 'No.' }))
  await signIn(page, 'ada')
  await openForm(page)
  const displayName = freshName('refused')
  await fillForm(page, { displayName, base: await sampleBase(page), pip: 'slipway-report' })
  await confirm(page)
  await expect(page.getByText('The server refused the connection.')).toBeVisible()
})
