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
  await expect(second.getByText('Nothing was saved: Ada Berg changed this image meanwhile')).toBeVisible()
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

test('an edit of one field keeps the pull secret and the groups, which were not touched', async ({
  page,
}) => {
  const displayName = freshName('partial')
  const secret = freshName('reader')
  await signIn(page, 'ada')
  await page.goto('/admin/secrets/new')
  await page.getByLabel('Name', { exact: true }).fill(secret)
  await page.getByLabel('Registry', { exact: true }).fill('127.0.0.1:1')
  await page.getByLabel('User name', { exact: true }).fill('reader')
  await page.getByLabel('Password', { exact: true }).fill('not checked')
  await page.getByRole('button', { name: 'Add pull secret' }).click()
  await page.getByLabel('Save without checking').check()
  await page.getByLabel('Password', { exact: true }).fill('not checked')
  await page.getByRole('button', { name: 'Add pull secret' }).click()
  await expect(page.getByRole('row').filter({ hasText: secret })).toBeVisible()
  await addExisting(page, displayName)
  await page.goto(`/admin/images/${displayName}/edit`)
  await page.getByLabel('Image Pull Secret').selectOption({ label: `${secret} (127.0.0.1:1)` })
  await page.getByLabel('Global').uncheck()
  await page.getByLabel('vision', { exact: true }).check()
  await confirm(page)
  await expectPage(page, displayName)
  await page.goto(`/admin/images/${displayName}/edit`)
  await page.getByLabel('Description').fill('Only this')
  await confirm(page)
  await expectPage(page, displayName)
  const about = page.getByRole('region', { name: 'About' })
  for (const text of [secret, 'vision']) await expect(about).toContainText(text)
  await page.goto(`/images/${displayName}`)
  await expect(page.getByText(`with the pull secret ${secret}, which it does not show`)).toBeVisible()
  await page.getByText('Kubernetes').first().click()
  await expect(page.getByText(`imagePullSecrets:\n    - name: ${secret}`).first()).toBeVisible()
  expect(await page.content()).not.toContain('not checked')
})

test('an edit that fails is never called saved', async ({ page, context }) => {
  const displayName = freshName('failed')
  await signIn(page, 'ada')
  await addExisting(page, displayName)
  await page.goto(`/admin/images/${displayName}/edit`)
  await page.getByLabel('Description').fill('Too late')
  const other = await context.newPage()
  await other.goto(`/admin/images/${displayName}/delete`)
  await other.getByRole('button', { name: 'Delete image' }).click()
  await expect(other.getByText('has been deleted')).toBeVisible()
  await confirm(page)
  // Without JavaScript the form's page is not there any more either.
  await expect(page.getByText(/somebody deleted it|There is nothing here/).first()).toBeVisible()
  await expect(page.getByText('was saved')).toHaveCount(0)
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
