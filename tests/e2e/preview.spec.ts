import { readFileSync } from 'node:fs'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

test('the build context is shown before anything is saved, and is what the engine gets then', async ({
  page,
  javaScriptEnabled,
}) => {
  const displayName = freshName('looked-at')
  await signIn(page, 'ada')
  await openForm(page)
  const pip = '# colours\nslipway-colours>=0.1'
  await fillForm(page, { base: await sampleBase(page), apt: 'tree', pip })
  await showContext(page)
  await expect(page.getByText('Nothing was saved.')).toBeVisible()
  const shown = { Dockerfile: await fileOf(page, 'Dockerfile'), 'pip.txt': await fileOf(page, 'pip.txt') }
  expect(shown.Dockerfile).toMatch(/^FROM \S+@sha256:[0-9a-f]{64} AS image\n/)
  expect(shown['pip.txt']).toBe(`${pip}\n`)
  expect(await fileOf(page, 'apt.txt')).toBe('tree\n')
  await expect(page.getByRole('textbox', { name: 'Pip' })).toHaveValue(pip)
  if (javaScriptEnabled) {
    await expect(page.locator('#context')).toBeFocused()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }

  await page.getByLabel('Display name').fill(displayName)
  await confirm(page)
  await expectPage(page, `${displayName} #1`)
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 120_000 })
  const build = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  for (const [name, text] of Object.entries(shown)) expect(sentFile(build, name)).toBe(text)

  await page.goto(`/admin/images/${displayName}/rebuild`)
  await page.getByRole('textbox', { name: 'APT' }).fill('tree\nless')
  await showContext(page)
  expect(await fileOf(page, 'apt.txt')).toBe('tree\nless\n')
  expect(await fileOf(page, 'Dockerfile')).toBe(shown.Dockerfile)
  await page.goto(`/admin/images/${displayName}`)
  await expect(page.getByRole('row', { name: '#2' })).toHaveCount(0)
})

test('what is wrong is told at its field and line, as on Confirm', async ({ page }) => {
  await signIn(page, 'ada')
  await openForm(page)
  const missing = (await sampleBase(page)).replace(/:[^:]*$/, ':no-such-tag')
  await fillForm(page, { displayName: 'Not A Name', base: missing, apt: 'jq' })
  await showContext(page)
  await expect(page.getByLabel('Base image url')).toHaveAccessibleDescription(/not found/)
  await expect(page.getByLabel('Display name')).toHaveValue('Not A Name')
  await fillForm(page, { apt: 'jq\n-y' })
  await showContext(page)
  await expect(page.getByRole('textbox', { name: 'APT' })).toHaveAccessibleDescription(/Line 2: /)
  await expect(page.locator('#context')).toHaveCount(0)
})

async function showContext(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show the build context' }).click()
  await expect(page.locator('#context').or(page.getByRole('main').getByRole('alert')).first()).toBeVisible()
}

async function fileOf(page: Page, name: string): Promise<string | null> {
  return page.getByRole('region', { name, exact: true }).locator('pre').textContent()
}

/** What the builder wrote for the engine. */
function sentFile(build: string, name: string): string {
  const data = path.resolve(process.env.TEST_DATA ?? '.test/data')
  return readFileSync(path.join(data, 'builds', build, 'context', name), 'utf8')
}
