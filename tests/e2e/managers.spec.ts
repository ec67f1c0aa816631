import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { key, lockRegistry } from '../support/locked-registry.ts'
import { expectPage, type PersonName, pageOf, signIn } from '../support/people.ts'

test('a manager adds an existing image with a pull secret that is shared with the group', async ({
  browser,
  page,
  contextOptions,
  javaScriptEnabled,
}) => {
  const displayName = freshName('of-vision')
  const open = (person: PersonName) => pageOf(browser, person, { ...contextOptions, javaScriptEnabled })
  await signIn(page, 'max')
  await openForm(page)
  const [registry = '', ...path] = (await sampleBase(page)).split('/')
  const locked = await lockRegistry(registry)
  const ada = await open('ada')
  await addSecret(ada, { name: displayName, host: locked.host, group: 'vision' })
  await addSecret(ada, { name: `${displayName}-other`, host: locked.host, group: 'language' })

  await page.reload()
  await expect(page.getByText('vision. Its members may use the image')).toBeVisible()
  for (const label of ['Global', 'language']) await expect(page.getByLabel(label)).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Add a pull secret' })).toHaveCount(0)
  await expect(page.getByRole('option', { name: `${displayName}-other` })).toHaveCount(0)
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByLabel('Use existing image').check()
  await page.getByLabel('Display name').fill(displayName)
  await page.getByLabel('Container Image URL', { exact: true }).fill([locked.host, ...path].join('/'))
  await page.getByLabel('Image Pull Secret').selectOption({ label: `${displayName} (${locked.host})` })
  await confirm(page)
  await expect(page.getByText(`Image “${displayName}” was added.`)).toBeVisible()

  await ada.goto(`/admin/images/${displayName}/edit`)
  const others = `${displayName}-other`
  await ada.getByLabel('Image Pull Secret').selectOption({ label: `${others} (${locked.host})` })
  await confirm(ada)
  await expect(ada.getByText(`Image “${displayName}” was saved.`)).toBeVisible()
  await page.goto(`/admin/images/${displayName}/edit`)
  await page.getByLabel('Container Image URL', { exact: true }).fill(`${locked.host}/another/base:1`)
  await confirm(page)
  await expect(page.getByText('This pull secret is not shared with the group').first()).toBeVisible()
  await page.goto(`/admin/images/${displayName}/edit`)
  await page.getByLabel('Description').fill('Kept')
  await confirm(page)
  await expect(page.getByText(`Image “${displayName}” was saved.`)).toBeVisible()
  await expect(page.getByText(others)).toBeVisible()
  await locked.close()
  await expectSeenByVisionOnly(open, displayName)
})

test('a manager builds, edits, rebuilds, cancels and deletes an image of the group', async ({
  browser,
  page,
  contextOptions,
  javaScriptEnabled,
}) => {
  const displayName = freshName('vision-tools')
  const open = (person: PersonName) => pageOf(browser, person, { ...contextOptions, javaScriptEnabled })
  await signIn(page, 'max')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), pip: 'slipway-hello' })
  await confirm(page)
  await expectPage(page, `${displayName} #1`)
  await expectVerdict(page, 'Succeeded')
  await expect(page.getByRole('region', { name: 'Lines' })).toContainText('confirmed by the registry')
  await expectSeenByVisionOnly(open, displayName)

  const ada = await open('ada')
  await ada.goto(`/admin/images/${displayName}`)
  await expect(ada.getByText('Belongs to')).toBeVisible()
  await expect(ada.getByText('vision', { exact: true }).first()).toBeVisible()

  await page.goto(`/admin/images/${displayName}/edit`)
  await page.getByLabel('Description').fill('For eyes')
  await confirm(page)
  await expect(page.getByText(`Image “${displayName}” was saved.`)).toBeVisible()

  await page.getByRole('link', { name: 'Rebuild', exact: true }).click()
  await page.getByLabel('APT').fill('texlive-latex-recommended')
  await page.getByRole('button', { name: 'Rebuild' }).click()
  await expectPage(page, `${displayName} #2`)
  await page.getByRole('link', { name: 'Cancel Build' }).click()
  await page.getByRole('button', { name: 'Cancel Build' }).click()
  await expectVerdict(page, 'Cancelled')
  await page.goto(`/admin/images/${displayName}/delete`)
  await expect(page.getByText('The people of vision.')).toBeVisible()
  await page.getByRole('button', { name: 'Delete image' }).click()
  await expect(page.getByText(`${displayName} has been deleted.`)).toBeVisible()
})

test('a manager touches no system image, and a group that a forged form names gives no right to it', async ({
  browser,
  page,
  contextOptions,
  javaScriptEnabled,
}) => {
  const [system, forged] = [freshName('system'), freshName('forged')]
  const ada = await pageOf(browser, 'ada', { ...contextOptions, javaScriptEnabled })
  await openForm(ada)
  const base = await sampleBase(ada)
  await addExisting(ada, system, base)
  await openForm(ada)
  const language = (await ada.getByLabel('language', { exact: true }).getAttribute('value')) ?? ''

  await signIn(page, 'max')
  for (const part of ['', '/edit', '/rebuild', '/delete'])
    expect((await page.goto(`/admin/images/${system}${part}`))?.status()).toBe(404)
  for (const path of ['/admin/groups', '/admin/secrets', '/admin/settings'])
    expect((await page.goto(path))?.status()).toBe(403)

  await openForm(page)
  await page
    .locator('[name="ownerGroupId"]')
    .evaluate((input, id) => input.setAttribute('value', id), language)
  await addExisting(page, forged, base)
  await expect(page.getByText('You do not manage this group.').first()).toBeVisible()
  await openForm(page)
  await page.locator('[name="ownerGroupId"]').evaluate((input) => input.setAttribute('name', 'isGlobal'))
  await addExisting(page, forged, base)
  await expect(page.getByText('You do not manage this group.').first()).toBeVisible()
  await openForm(page)
  await addExisting(page, forged, base)
  await expect(page.getByText(`Image “${forged}” was added.`)).toBeVisible()

  await page.goto(`/admin/images/${forged}/edit`)
  await page.locator('[name="name"]').evaluate((input, name) => input.setAttribute('value', name), system)
  await page.getByLabel('Description').fill('Captured')
  await confirm(page)
  await expect(page.getByText('This image is not there any more')).toBeVisible()
  await ada.goto(`/admin/images/${system}`)
  await expect(ada.getByText('Captured')).toHaveCount(0)
})

async function addSecret(page: Page, secret: { name: string; host: string; group: string }): Promise<void> {
  await page.goto('/admin/secrets/new')
  const { username, password } = key
  const typed = { Name: secret.name, Registry: secret.host, 'User name': username, Password: password }
  for (const [label, text] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByLabel(secret.group, { exact: true }).check()
  await page.getByRole('button', { name: 'Add pull secret' }).click()
  await expect(page.getByRole('status').filter({ hasText: `${secret.host} accepts it` })).toBeVisible()
}

async function addExisting(page: Page, displayName: string, reference: string): Promise<void> {
  await page.getByLabel('Use existing image').check()
  await page.getByLabel('Display name').fill(displayName)
  await page.getByLabel('Container Image URL', { exact: true }).fill(reference)
  await confirm(page)
  await expect(page.getByText(displayName).or(page.getByRole('alert')).first()).toBeVisible()
}

async function expectSeenByVisionOnly(open: (person: PersonName) => Promise<Page>, displayName: string) {
  const [mia, otto] = [await open('mia'), await open('otto')]
  for (const person of [mia, otto]) await person.goto(`/?q=${displayName}`)
  const row = mia.getByRole('listitem').filter({ hasText: displayName })
  await expect(row.getByText('Group', { exact: true })).toBeVisible()
  expect((await mia.goto(`/images/${displayName}`))?.status()).toBe(200)
  await expect(otto.getByRole('link', { name: displayName })).toHaveCount(0)
  expect((await otto.goto(`/images/${displayName}`))?.status()).toBe(404)
}

async function expectVerdict(page: Page, word: string): Promise<void> {
  await expect(page.getByText(word, { exact: true }).first()).toBeVisible({ timeout: 120_000 })
}
