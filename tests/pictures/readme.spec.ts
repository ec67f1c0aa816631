import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, openForm, sampleBase, type Typed } from '../support/form.ts'
import { signIn } from '../support/people.ts'

const take = (page: Page, name: string) => page.screenshot({ path: `docs/screenshots/${name}.png` })

const untilSucceeded = (page: Page) =>
  expect(page.getByText('Succeeded', { exact: true })).toBeVisible({ timeout: 120_000 })

async function build(page: Page, typed: Typed) {
  await openForm(page)
  await fillForm(page, { ...typed, base: await sampleBase(page) })
  await confirm(page)
}

test('the form, a build under way, the catalogue and an image', async ({ page }) => {
  await signIn(page, 'ada')
  await build(page, {
    displayName: 'report-tools',
    description: 'Reports from tables.',
    apt: 'jq',
    pip: 'slipway-report',
  })
  await untilSucceeded(page)

  const notebook = {
    displayName: 'notebook-3.11',
    description: 'Notebooks with graph drawing and a database at hand.',
  }
  await build(page, { ...notebook, apt: 'graphviz\nsqlite3\n--no-recommends', pip: 'slipway-report>=0.3' })
  await expect(page.getByLabel('APT')).toHaveAccessibleDescription(/Line 3/)
  await page.getByLabel('APT').evaluate((area) => area.closest('section')?.scrollIntoView())
  await take(page, 'form')

  await page.setViewportSize({ width: 1280, height: 1200 })
  await page.getByLabel('APT').fill('graphviz\nsqlite3')
  await confirm(page)
  await expect(page.getByRole('region', { name: 'Lines' })).toContainText('Setting up', { timeout: 60_000 })
  await take(page, 'build')
  await untilSucceeded(page)

  await page.setViewportSize({ width: 1280, height: 800 })
  await build(page, {
    displayName: 'graph-server',
    description: 'Draws graphs on request.',
    apt: 'graphviz',
    groups: ['vision'],
  })
  await untilSucceeded(page)
  await page.goto('/')
  await take(page, 'catalogue')
  await page.getByRole('link', { name: notebook.displayName }).click()
  await take(page, 'image')
})
