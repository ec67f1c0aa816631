import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { signIn } from '../support/people.ts'

const take = (page: Page, name: string) => page.screenshot({ path: `docs/screenshots/${name}.png` })

test('the form, a build under way, the catalogue and an image', async ({ page }) => {
  const displayName = freshName('notebook')
  const description = 'Notebooks with graph drawing and a database at hand.'
  await signIn(page, 'ada')
  await openForm(page)
  const base = await sampleBase(page)
  await fillForm(page, {
    displayName,
    description,
    base,
    apt: 'graphviz\nsqlite3\n--no-recommends',
    pip: 'slipway-report>=0.3',
  })
  await confirm(page)
  await expect(page.getByLabel('APT')).toHaveAccessibleDescription(/Line 3/)
  await page.getByText('Where it comes from').scrollIntoViewIfNeeded()
  await page.getByLabel('APT').evaluate((area) => area.closest('section')?.scrollIntoView())
  await take(page, 'form')

  await page.getByLabel('APT').fill('graphviz\nsqlite3')
  await confirm(page)
  await expect(page.getByRole('region', { name: 'Lines' })).toContainText('Unpacking', { timeout: 60_000 })
  await take(page, 'build')
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible({ timeout: 120_000 })

  await page.goto('/')
  await take(page, 'catalogue')
  await page.getByRole('link', { name: displayName }).click()
  await take(page, 'image')
})
