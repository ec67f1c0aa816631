import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

test('the whole log is searched, any line is linked to, and only those who may see the build see it', async ({
  page,
  javaScriptEnabled,
}) => {
  const displayName = freshName('log')
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), pip: 'slipway-report' })
  await confirm(page)
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 120_000 })
  const buildPath = new URL(page.url()).pathname

  const link = page.getByRole('region', { name: 'Lines' }).getByRole('link', { name: '2', exact: true })
  await expect(link).toHaveAttribute('href', `${buildPath}/log?line=2#L2`)
  if (javaScriptEnabled) {
    // The search answers as soon as the page is alive; so do the links.
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('no such line')
    await expect(page.getByText('Not found')).toBeVisible()
  }
  await link.click()
  if (javaScriptEnabled) {
    await expect(page).toHaveURL(new RegExp(`${buildPath}#L2$`))
    await page.goto('about:blank')
    await page.goto(`${buildPath}#L99999`)
    await expect(page).toHaveURL(/\/log\?line=99999#L99999$/)
  }
  await expectPage(page, `Log of ${displayName} #1`)
  await expect(page.getByText(/^Lines 1–\d+ of \d+$/).first()).toBeVisible()
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.getByRole('searchbox', { name: 'Search the log' }).last().fill('BASE image')
  await page.getByRole('button', { name: 'Search' }).last().click()
  await expect(page.getByText('1 line has “BASE image”')).toBeVisible()
  const hit = page.getByRole('listitem').filter({ hasText: 'Base image' })
  await hit.getByRole('link').click()
  await expect(page).toHaveURL(/\/log\?line=(\d+)#L\1$/)
  await expect(page.locator('li:target')).toContainText('Base image')

  await page.getByRole('searchbox', { name: 'Search the log' }).last().fill('no such words <b>')
  await page.getByRole('button', { name: 'Search' }).last().click()
  await expect(page.getByText('No line has “no such words <b>”')).toBeVisible()
  await page.getByRole('link', { name: 'Show all lines' }).click()
  await page.getByLabel('Line number').fill('3')
  await page.getByRole('button', { name: 'Go to line' }).click()
  await expect(page).toHaveURL(/\/log\?line=3$/)

  await page.context().clearCookies()
  await signIn(page, 'mia')
  expect((await page.goto(`${buildPath}/log`))?.status()).toBe(403)
})
