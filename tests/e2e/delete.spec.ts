import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'
import { registryDigest } from '../support/registry.ts'

test('an image that is being built is deleted, its build ends, and nothing of it is left to see', async ({
  page,
  javaScriptEnabled,
}) => {
  const displayName = freshName('deleted')
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), apt: 'texlive-latex-recommended' })
  await confirm(page)
  await expectPage(page, `${displayName} #1`)
  const buildPath = new URL(page.url()).pathname
  await expect(page.getByRole('region', { name: 'Lines' })).toContainText('Get:', { timeout: 60_000 })

  await page.goto(`/admin/images?q=${displayName}`)
  await page.getByRole('link', { name: `Delete ${displayName}` }).click()
  await expectPage(page, `Delete image “${displayName}”`)
  await expect(page.getByText('It is cancelled first.')).toBeVisible()
  await expect(page.getByText('Nobody yet: it is not ready.')).toBeVisible()
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await pressDelete(page)
  await expectPage(page, 'Images')
  await expect(page.getByText(`${displayName} has been deleted.`)).toBeVisible()
  for (const path of [buildPath, `/admin/images/${displayName}`, `/images/${displayName}`])
    expect((await page.goto(path))?.status()).toBe(404)

  // The engine is free again and the display name too. The image name is not: the registry may have copies under it.
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), pip: 'slipway-hello' })
  await confirm(page)
  await expectPage(page, `${displayName} #1`)
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 120_000 })

  await page.goto(`/admin/images/${displayName}-2`)
  await page.getByRole('link', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('Everyone: it is Global.')).toBeVisible()
  await expect(page.getByText('1 build with logs and build details')).toBeVisible()
  const reference = await page.getByText(`/slipway/${displayName}-2:1`).innerText()
  expect(await registryDigest(reference)).toMatch(/^sha256:/)
  await page.getByLabel('Remove the registry’s copies as well').check()
  await pressDelete(page)
  await expect(page.getByText(`${displayName} has been deleted.`)).toContainText('copies are removed, too')
  for (const tag of ['1', 'latest'])
    expect(await registryDigest(reference.replace(/:1$/, `:${tag}`))).toBeNull()
})

async function pressDelete(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Delete image' }).click()
}
