import { expect, test } from '@playwright/test'
import { confirm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

/** The manual that users know, sentence by sentence, in its own words. */
test('whoever knows the manual of the feature finds every word of it here', async ({
  page,
  javaScriptEnabled,
}) => {
  const displayName = freshName('manual')
  // Two lists, so that the second run is not taken from the cache of the first.
  const tool = javaScriptEnabled ? 'texlive-latex-recommended' : 'texlive-latex-extra'
  await signIn(page, 'ada')

  await test.step('Add New Image', async () => {
    await openForm(page)
    for (const label of ['Display name', 'Description', 'Image Pull Secret', 'Global'])
      await expect(page.getByLabel(label).first()).toBeVisible()
    await expect(page.getByText('Image name', { exact: true })).toBeVisible()
    await expect(page.getByLabel('Global')).toBeChecked()
    for (const type of ['cpu', 'gpu', 'universal'])
      await expect(page.getByRole('radio', { name: type, exact: true })).toBeVisible()
  })

  await test.step('Use Existing Image', async () => {
    await page.getByLabel('Use existing image').check()
    await page.getByRole('radio', { name: 'universal', exact: true }).check()
    await expect(page.getByLabel('Container Image URL', { exact: true })).toBeVisible()
    await expect(page.getByLabel('Specific Container Image URL for GPU')).toBeVisible()
    await page.getByRole('radio', { name: 'cpu', exact: true }).check()
    await expect(page.getByLabel('Specific Container Image URL for GPU')).toBeHidden()
    await page.getByLabel('Global').uncheck()
    await expect(page.getByRole('group', { name: 'Edit Groups' })).toBeVisible()
    await page.getByLabel('Global').check()
  })

  await test.step('Build Custom Image', async () => {
    await page.getByLabel('Build custom image').check()
    await expect(page.getByRole('group', { name: 'Packages' })).toBeVisible()
    await page.getByLabel('Display name').fill(displayName)
    await page.getByLabel('Base image url').fill(await sampleBase(page))
    for (const label of ['Conda', 'Pip']) await expect(page.getByLabel(label, { exact: true })).toBeVisible()
    await page.getByLabel('APT', { exact: true }).fill(tool)
    await confirm(page)
  })

  await test.step('Building in progress', async () => {
    await expectPage(page, `${displayName} #1`)
    await page.goto(`/admin/images?q=${displayName}`)
    const row = page.getByRole('row').filter({ hasText: displayName })
    await expect(row.getByText('Image building in progress')).toBeAttached()
    await row.getByRole('link', { name: displayName, exact: true }).click()
    await page.getByRole('link', { name: 'Image building in progress' }).last().click()
    await expectPage(page, `${displayName} #1`)
    await expect(page.getByRole('heading', { name: 'Build Details' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Log' })).toBeVisible()
    await page.getByRole('link', { name: 'Cancel Build' }).click()
    await page.getByRole('button', { name: 'Cancel Build' }).click()
    await expect(page.getByText('Cancelled', { exact: true })).toBeVisible({ timeout: 30_000 })
  })

  await test.step('View build details and Rebuild', async () => {
    await page.getByRole('link', { name: 'Rebuild', exact: true }).click()
    await page.getByLabel('APT', { exact: true }).fill('')
    await page.getByLabel('Pip', { exact: true }).fill('slipway-hello')
    await page.getByRole('button', { name: 'Rebuild' }).click()
    await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 120_000 })
    await page.goto(`/images/${displayName}`)
    await page.getByRole('link', { name: 'View build details' }).click()
    await expectPage(page, `${displayName} #2`)
    await expect(page.getByRole('link', { name: 'Rebuild', exact: true })).toBeVisible()
  })

  await test.step('System Image, Actions', async () => {
    await page.goto(`/?q=${displayName}`)
    await expect(page.getByRole('listitem').filter({ hasText: displayName })).toContainText('System')
    await page.goto(`/admin/images?q=${displayName}`)
    await expect(page.getByText('Image building in progress')).toHaveCount(0)
    await page.getByRole('link', { name: `Edit ${displayName}` }).click()
    await expectPage(page, `Edit ${displayName}`)
    await page.goto(`/admin/images?q=${displayName}`)
    await page.getByRole('link', { name: `Delete ${displayName}` }).click()
    await page.getByRole('button', { name: 'Delete image' }).click()
    await expect(page.getByText(`${displayName} has been deleted.`)).toBeVisible()
  })
})
