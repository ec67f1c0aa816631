import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { findBase } from '../support/existing.ts'
import { confirm, fillForm, freshName, openForm } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'
import { pushVariant } from '../support/variants.ts'

const short = (digest: string) => digest.slice(7, 19)

test('a rebuild keeps the base of an earlier build or takes the newest, as one chooses, and says which is which', async ({
  page,
  javaScriptEnabled,
}) => {
  const displayName = freshName('on-moving-base')
  await signIn(page, 'ada')
  const sample = await findBase(page)
  const first = await pushVariant(sample, `moving/${displayName}:1`, { env: ['WHICH=first'] })
  await openForm(page)
  await fillForm(page, { displayName, base: first.reference, pip: 'slipway-hello' })
  await confirm(page)
  await expectBuilt(page, `${displayName} #1`, first.digest)
  const second = await pushVariant(sample, `moving/${displayName}:1`, { env: ['WHICH=second'] })

  await page.getByRole('link', { name: 'Rebuild', exact: true }).click()
  await expectPage(page, `Rebuild ${displayName}`)
  await expect(page.getByLabel('Newest base')).toBeChecked()
  await expect(page.getByText('the same as build #1 had, looked up')).toBeVisible()
  await page.getByLabel('Base of build #1').check()
  await page.getByLabel('Base image url').fill(sample)
  await page.getByRole('button', { name: 'Rebuild' }).click()
  await expect(page.getByText('another one than that of build #1').first()).toBeVisible()
  await page.getByLabel('Base image url').fill(first.reference)
  await page.getByRole('button', { name: 'Show the build context' }).click()
  await expect(page.getByText(`@${first.digest}`).first()).toBeVisible()
  await expect(page.getByLabel('Base image url')).toHaveValue(`${first.reference}@${first.digest}`)
  await expect(page.getByLabel('Base of build #1')).toBeChecked()
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByLabel('Pip', { exact: true }).fill('slipway-hello\nslipway-colours')
  await page.getByRole('button', { name: 'Rebuild' }).click()
  await expectBuilt(page, `${displayName} #2`, first.digest)

  // The builder looks at the tag on its own: it was only pinned, not asked.
  await expect(async () => {
    await page.goto(`/admin/images/${displayName}`)
    await expect(page.getByText('Its base has changed since build #2').first()).toBeVisible({
      timeout: 1_000,
    })
  }).toPass({ timeout: 60_000 })
  await page.goto(`/images/${displayName}`)
  await expect(page.getByText('Its base has changed since build #2')).toBeVisible()
  await page.goto(`/admin/images/${displayName}`)
  await page.getByRole('link', { name: 'Rebuild with the new base' }).click()
  await expect(page.getByLabel('Base of build #2')).toBeChecked()
  await expect(page.getByText(`means when the build begins: ${short(second.digest)}`)).toBeVisible()
  await page.getByLabel('Newest base').check()
  await page.getByRole('button', { name: 'Rebuild' }).click()
  await expectBuilt(page, `${displayName} #3`, second.digest)
  await page.goto(`/admin/images/${displayName}`)
  await expect(page.getByText('Up to date with its base')).toBeVisible()

  await page.getByRole('row', { name: '#1' }).getByRole('link', { name: 'Rebuild from this' }).click()
  await expect(page.getByText('This starts from build #1')).toBeVisible()
  await expect(page.getByLabel('Pip')).toHaveValue('slipway-hello')
  await expect(page.getByLabel('Base image url')).toHaveValue(first.reference)
  await expect(page.getByLabel('Base of build #1')).toBeVisible()
  await page.getByRole('link', { name: 'Start from build #3' }).click()
  await expect(page.getByLabel('Pip')).toHaveValue('slipway-hello\nslipway-colours')
  await page.goto(`/admin/images/${displayName}/rebuild?from=99`)
  await expectPage(page, 'There is nothing here')
})

async function expectBuilt(page: Page, title: string, baseDigest: string): Promise<void> {
  await expectPage(page, title)
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 120_000 })
  await expect(page.getByTitle(baseDigest, { exact: true })).toBeVisible()
}
