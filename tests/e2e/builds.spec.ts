import { expect, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

test('a build that fails says why at the top, with the line of the form, and keeps its log', async ({
  page,
}) => {
  const displayName = freshName('fails')
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), pip: '# tools\nno-such-wheel' })
  await confirm(page)
  await expect(page.getByText('Failed', { exact: true })).toBeVisible({ timeout: 120_000 })
  await expect(page.getByRole('region', { name: 'State' })).toContainText('no-such-wheel')
  await expect(page.getByRole('region', { name: 'State' })).toContainText('line 2')
  await expect(page.getByRole('region', { name: 'Lines' })).toContainText('No matching distribution found')

  await page.goto(`/admin/images?q=${displayName}`)
  await expect(page.getByRole('row').filter({ hasText: displayName })).toContainText('Image build failed')
  await page.goto(`/?q=${displayName}`)
  await expect(page.getByRole('link', { name: displayName })).toHaveCount(0)

  await page.goto('/admin/builds')
  const build = page.getByRole('link', { name: `${displayName} #1` })
  await page.getByLabel('State').selectOption('Failed')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/state=failed/)
  await expect(build).toBeVisible()
  await page.getByRole('link', { name: 'Build', exact: true }).click()
  await expect(page.getByRole('columnheader', { name: 'Build' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/state=failed&sort=image/)
  await page.goto(`/admin/builds?image=${displayName}&state=succeeded`)
  await expect(page.getByText('No build matches')).toBeVisible()
})

test('a build is cancelled after a question, and its log can be downloaded', async ({ page }) => {
  const displayName = freshName('cancelled')
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), apt: 'texlive-latex-recommended\ngit' })
  await confirm(page)
  await expectPage(page, `${displayName} #1`)
  await page.getByRole('link', { name: 'Cancel Build' }).click()
  await expect(page.getByText('Are you sure')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel Build' }).click()
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'State' })).toContainText('Cancelled by Ada Berg')
  const path = await page.getByRole('link', { name: 'Download log' }).getAttribute('href')
  const log = await page.request.get(path ?? '')
  expect(log.headers()['content-type']).toContain('text/plain')
  expect(await log.text()).toContain('The build was cancelled.')
})
