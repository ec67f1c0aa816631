import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

test('an image is edited, and the second of two people is told what changed meanwhile', async ({
  page,
  context,
  javaScriptEnabled,
}) => {
  const displayName = freshName('edited')
  await signIn(page, 'ada')
  const base = await addExisting(page, displayName)

  await page.goto(`/admin/images?q=${displayName}`)
  await page.getByRole('link', { name: `Edit ${displayName}` }).click()
  await expectPage(page, `Edit ${displayName}`)
  await expect(page.getByLabel('Container Image URL', { exact: true })).toHaveValue(base)
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const second = await context.newPage()
  await second.goto(page.url())
  await second.getByLabel('Description').fill('Second words')

  await page.getByLabel('Description').fill('First words')
  await page.getByLabel('cpu', { exact: true }).check()
  await page.getByLabel('Global').uncheck()
  await page.getByLabel('vision', { exact: true }).check()
  await confirm(page)
  await expectPage(page, displayName)
  await expect(page.getByText(`Image “${displayName}” was saved.`)).toBeVisible()
  await expect(page.getByText('First words')).toBeVisible()
  await expect(page.getByText('vision', { exact: true })).toBeVisible()

  await confirm(second)
  await expect(second.getByText('somebody else changed this image meanwhile')).toBeVisible()
  await expect(second.getByText('Changed meanwhile to “First words”.').first()).toBeVisible()
  await expect(second.getByText('Changed meanwhile to “vision”.').first()).toBeVisible()
  await expect(second.getByLabel('Description')).toHaveValue('Second words')
  await confirm(second)
  await expectPage(second, displayName)
  await expect(second.getByText('Second words')).toBeVisible()
})

test('another URL is looked up again, what is wrong stays in the form', async ({ page }) => {
  const displayName = freshName('moved')
  await signIn(page, 'ada')
  const base = await addExisting(page, displayName)
  const missing = base.replace(/:[^:/]*$/, ':no-such-tag')
  await page.goto(`/admin/images/${displayName}/edit`)
  await page.getByLabel('Container Image URL', { exact: true }).fill(missing)
  await page.getByLabel('Global').uncheck()
  await confirm(page)
  await expect(page.getByText('2 things need a change')).toBeVisible()
  await expect(page.getByText('Choose at least one group').first()).toBeVisible()
  await expect(page.getByLabel('Container Image URL', { exact: true })).toHaveValue(missing)
  await page.getByLabel('Global').check()
  await page.getByLabel('Save without checking').check()
  await confirm(page)
  await expectPage(page, displayName)
  await expect(page.getByTitle(missing)).toBeVisible()
  await page.goto('/admin/images/never-was/edit')
  await expectPage(page, 'There is nothing here')
})

/** Adds an existing image and returns its URL. */
async function addExisting(page: Page, displayName: string): Promise<string> {
  await openForm(page)
  const base = await sampleBase(page)
  await page.getByLabel('Use existing image').check()
  await page.getByLabel('Display name').fill(displayName)
  await page.getByLabel('Container Image URL', { exact: true }).fill(base)
  await confirm(page)
  await expect(page.getByText(`Image “${displayName}” was added.`)).toBeVisible()
  return base
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Confirm' }).click()
}
