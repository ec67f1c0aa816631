import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { addExisting, fillExisting, findBase, urlField } from '../support/existing.ts'
import { confirm, freshName } from '../support/form.ts'
import { expectPage, pageOf, signIn } from '../support/people.ts'
import { pushVariant } from '../support/variants.ts'

const nowhere = '127.0.0.1:1/no/such:1'
const short = (digest: string) => digest.slice(7, 19)

test.beforeEach(({ page }) => signIn(page, 'ada'))

test('a URL is looked up before anything is saved, and a label that contradicts the image is pointed out', async ({
  page,
  browser,
  contextOptions,
  javaScriptEnabled,
}) => {
  const displayName = freshName('cuda')
  const env = ['CUDA_VERSION=12.4.1', 'NVIDIA_REQUIRE_CUDA=cuda>=12.0']
  const pushed = await pushVariant(await findBase(page), `existing/${displayName}:1`, {
    env,
    user: 'www-data',
  })
  await fillExisting(page, { displayName, description: 'For GPUs', type: 'cpu', url: pushed.reference })
  if (javaScriptEnabled) await page.evaluate(() => Object.assign(window, { isSameDocument: true }))
  await page.getByRole('button', { name: 'Look up' }).click()
  const found = page.getByRole('status', { name: 'What the registry says' }).first()
  await expect(found).toContainText('Its registry has it')
  await expect(found).toContainText(short(pushed.digest))
  await expect(found).toContainText(/Size\s*\d+(\.\d)? MB to pull/)
  await expect(found).toContainText('linux/')
  await expect(found).toContainText('www-data')
  await expect(found).toContainText('12.4.1')
  await expect(page.getByText('labelled cpu, but it names CUDA 12.4.1')).toBeVisible()
  await expect(page.getByLabel('Display name')).toHaveValue(displayName)
  await expect(page.getByLabel('Description')).toHaveValue('For GPUs')
  await expect(page.getByLabel('cpu', { exact: true })).toBeChecked()
  await expect(urlField(page)).toHaveValue(pushed.reference)
  if (javaScriptEnabled) {
    expect(await page.evaluate(() => 'isSameDocument' in window)).toBe(true)
    await expect(page.getByRole('button', { name: 'Look up' })).toBeFocused()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }

  await confirm(page)
  await expectPage(page, displayName)
  await expect(page.getByText('Look at its label: it may not fit the image.')).toBeVisible()
  await expect(page.getByText('labelled cpu, but it names CUDA 12.4.1')).toBeVisible()
  await expect(page.getByText('Up to date with its registry')).toBeVisible()
  await expectFacts(page, { digest: pushed.digest, user: 'www-data', cuda: '12.4.1' })
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const mia = await pageOf(browser, 'mia', { ...contextOptions, javaScriptEnabled })
  await mia.goto(`/images/${displayName}`)
  await expectPage(mia, displayName)
  await expectFacts(mia, { digest: pushed.digest, user: 'www-data', cuda: '12.4.1' })
  await expect(mia.getByText('Up to date with its registry')).toBeVisible()
  await expect(mia.getByText('labelled cpu')).toHaveCount(0)
})

test('Enter saves; it does not only look up', async ({ page }) => {
  const displayName = freshName('entered')
  await fillExisting(page, { displayName, url: await findBase(page) })
  await page.getByLabel('Display name').press('Enter')
  await expectPage(page, displayName)
})

test('for universal both URLs are looked up, and each says its own', async ({ page }) => {
  const displayName = freshName('both')
  const url = await findBase(page)
  await fillExisting(page, { displayName, url, gpuUrl: nowhere })
  await page.getByRole('button', { name: 'Look up' }).click()
  const found = page.getByRole('status', { name: 'What the registry says' })
  await expect(found.first()).toContainText('Its registry has it')
  await expect(found.last()).toContainText(`The registry of ${nowhere} could not be reached.`)
  await expect(page.getByText('names no CUDA')).toHaveCount(0)
  await page.getByLabel('Specific Container Image URL for GPU').fill('not one')
  await page.getByRole('button', { name: 'Look up' }).click()
  await expect(page.getByText('has no spaces').first()).toBeVisible()
  await expect(urlField(page)).toHaveValue(url)
})

test('a registry that does not answer blocks nobody who insists, and nothing is claimed of such an image', async ({
  page,
  javaScriptEnabled,
}) => {
  const displayName = freshName('nowhere')
  await addExisting(page, { displayName, url: nowhere })
  await expect(page.getByText('could not be reached').first()).toBeVisible()
  await expect(urlField(page)).toHaveValue(nowhere)
  await page.getByLabel('Save without checking').check()
  await confirm(page)
  await expectPage(page, displayName)
  await expect(page.getByText('Not known whether it is up to date').first()).toBeVisible()
  await expect(page.getByText('Worth a second look')).toHaveCount(0)
  // The builder looks on its own; then the page says why nothing is known.
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('could not be reached')).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: 'Look it up again' }).click()
  await expect(page.getByText(/Nothing was changed\. The registry of .* could not be reached/)).toBeVisible()
  await page.goto(`/images/${displayName}`)
  await expect(page.getByText('The digest is not known')).toBeVisible()
})

test('an image that comes into its registry later is looked up again, and a tag that moves is followed on request', async ({
  page,
}) => {
  const displayName = freshName('later')
  const base = await findBase(page)
  const url = base.replace(/\/.*/, `/existing/${displayName}:1`)
  await addExisting(page, { displayName, url, type: 'cpu' })
  await page.getByLabel('Save without checking').check()
  await confirm(page)
  await expectPage(page, displayName)
  const first = await pushVariant(base, `existing/${displayName}:1`, { user: 'first' })
  // The builder has looked before the push, or looks after it: both ways the button takes what is there.
  await expect(async () => {
    await page.reload()
    await page.getByRole('button', { name: /Look it up again|Take the new digest/ }).click({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByText('is what its registry has now')).toBeVisible()
  await expectFacts(page, { digest: first.digest, user: 'first', cuda: 'None in its environment' })

  const second = await pushVariant(base, `existing/${displayName}:1`, { user: 'second' })
  await page.goto(`/admin/images/${displayName}/edit`)
  await page.getByLabel('Description').fill('Moved')
  await confirm(page)
  await expect(page.getByText('The registry has another image behind its URL now')).toBeVisible()
  await expectFacts(page, { digest: second.digest, user: 'second', cuda: 'None in its environment' })
})

test('an existing image is not saved without its URL, so none stands there with a triangle for ever', async ({
  page,
}) => {
  const displayName = freshName('no-url')
  await addExisting(page, { displayName, url: '' })
  await expect(page.getByText('Give an image URL').first()).toBeVisible()
  await expect(page.getByLabel('Display name')).toHaveValue(displayName)
  expect((await page.goto(`/admin/images/${displayName}`))?.status()).toBe(404)
})

async function expectFacts(
  page: Page,
  { digest, user, cuda }: { digest: string; user: string; cuda: string },
) {
  const about = page.getByRole('region', { name: 'About' })
  for (const text of [short(digest), 'MB to pull', 'linux/', user, cuda])
    await expect(about).toContainText(text)
}
