import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

test('a build that failed is mended where the form marks it, and a failed rebuild leaves the image as it was', async ({
  page,
  context,
  javaScriptEnabled,
}) => {
  const displayName = freshName('mended')
  // Two lists, so that the second run is not taken from the cache of the first.
  const tool = javaScriptEnabled ? 'xxd' : 'dos2unix'
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), pip: '# tools\nno-such-wheel' })
  await confirm(page)
  await expectVerdict(page, 'Failed')

  await page.getByRole('link', { name: 'Rebuild', exact: true }).click()
  await expectPage(page, `Rebuild ${displayName}`)
  await expect(page.getByText(/^Line 2: .*no-such-wheel/)).toBeVisible()
  await expect(page.getByLabel('Pip')).toHaveValue('# tools\nno-such-wheel')
  await expect(page.getByLabel('Display name')).toHaveCount(0)
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const stale = await context.newPage()
  await stale.goto(page.url())
  await stale.getByLabel('APT').fill('tree')
  await page.getByLabel('APT').fill(tool)
  await page.getByLabel('Pip').fill('')
  await pressRebuild(page)
  await expectPage(page, `${displayName} #2`)
  await pressRebuild(stale)
  await expect(stale.getByText('has not ended yet').first()).toBeVisible()
  await expect(stale.getByLabel('APT')).toHaveValue('tree')
  await expectVerdict(page, 'Succeeded')
  await pressRebuild(stale)
  await expect(stale.getByText('Ada Berg built this image meanwhile (#2).').first()).toContainText(
    `APT: added ${tool}.`,
  )
  await stale.close()

  await page.goto(`/admin/images?q=${displayName}`)
  await page.getByRole('link', { name: `Rebuild ${displayName}` }).click()
  await expect(page.getByLabel('Pip')).toHaveValue('')
  await expect(page.getByLabel('APT')).toHaveValue(tool)
  await page.getByLabel('Pip').fill('no-such-wheel')
  await page.getByLabel('Install everything anew').check()
  await pressRebuild(page)
  await expectPage(page, `${displayName} #3`)
  await expectVerdict(page, 'Failed')
  await expect(page.getByText('Everything installed anew')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Lines' })).toContainText(`Setting up ${tool}`)

  await page.goto(`/images/${displayName}`)
  await expect(page.getByText(`/slipway/${displayName}@sha256:`).first()).toBeVisible()
  await expect(page.getByText('#2', { exact: true })).toBeVisible()
})

test('bad input stays in the form, and nothing is queued', async ({ page }) => {
  const displayName = freshName('refused')
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), apt: 'texlive-latex-recommended' })
  await confirm(page)
  await expectPage(page, `${displayName} #1`)
  await page.goto(`/admin/images/${displayName}/rebuild`)
  await page.getByRole('link', { name: 'Image building in progress' }).click()
  await page.getByRole('link', { name: 'Cancel Build' }).click()
  await page.getByRole('button', { name: 'Cancel Build' }).click()
  await expectVerdict(page, 'Cancelled')
  await page.goto(`/admin/images/${displayName}/rebuild`)
  await page.getByLabel('Base image url').fill('no such base')
  await page.getByLabel('APT').fill('')
  await pressRebuild(page)
  await expect(page.getByText('2 things need a change')).toBeVisible()
  await expect(page.getByLabel('Base image url')).toHaveValue('no such base')
  await expect(page.getByText('Add at least one package').first()).toBeVisible()
  await page.goto(`/admin/images/${displayName}`)
  await expect(page.getByTitle('View build details')).toHaveCount(1)
})

async function pressRebuild(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Rebuild' }).click()
}

async function expectVerdict(page: Page, word: string): Promise<void> {
  await expect(page.getByText(word, { exact: true }).first()).toBeVisible({ timeout: 120_000 })
}
