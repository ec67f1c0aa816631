import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'
import { registryDigest } from '../support/registry.ts'

test('the history of an image tells what differed, and an earlier build is published again', async ({
  page,
  javaScriptEnabled,
}) => {
  const displayName = freshName('history')
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), pip: 'slipway-hello' })
  await confirm(page)
  await expectPage(page, `${displayName} #1`)
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 120_000 })
  const first = (await inUse(page, displayName)).digest

  await page.goto(`/admin/images/${displayName}/rebuild`)
  await page.getByLabel('Pip').fill('slipway-hello\nslipway-colours')
  await page.getByRole('button', { name: 'Rebuild' }).click()
  await expectPage(page, `${displayName} #2`)
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 120_000 })
  const second = (await inUse(page, displayName)).digest
  expect(second).not.toBe(first)
  const latest = `${(await inUse(page, displayName)).name}:latest`
  expect(await registryDigest(latest)).toBe(second)

  await page.goto(`/admin/images?q=${displayName}`)
  await page.getByRole('link', { name: displayName, exact: true }).click()
  await expectPage(page, displayName)
  await expect(page.getByRole('row', { name: '#2' })).toContainText('Published')
  await expect(page.getByRole('row', { name: '#2' })).toContainText('added slipway-colours')
  await expect(page.getByRole('row', { name: '#1' })).toContainText('First build')
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.getByRole('row', { name: '#1' }).getByRole('link', { name: 'Publish this build again' }).click()
  await expectPage(page, `Publish ${displayName} #1 again`)
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: 'Publish this build again' }).click()
  await expectPage(page, displayName)
  await expect(page.getByText('Build #1 is in the catalogue again.')).toBeVisible()
  await expect(page.getByRole('row', { name: '#1' })).toContainText('Published')
  expect(await registryDigest(latest)).toBe(first)
  expect((await inUse(page, displayName)).digest).toBe(first)
  await expect(page.getByText('slipway-colours')).toHaveCount(0)
})

/** What the catalogue tells people to pull. */
async function inUse(page: Page, image: string): Promise<{ name: string; digest: string }> {
  await page.goto(`/images/${image}`)
  const command = await page
    .getByText(/^docker pull /)
    .first()
    .innerText()
  const [name = '', digest = ''] = command.replace('docker pull ', '').split('@')
  return { name, digest }
}
