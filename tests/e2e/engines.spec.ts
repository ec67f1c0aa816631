import { expect, type Page, test } from '@playwright/test'
import { newAuthority } from '../support/certificates.ts'
import { freshName } from '../support/form.ts'
import { expectPage, pageOf, signIn } from '../support/people.ts'

const authority = newAuthority()
const client = authority.issue('client')
const other = authority.issue('other')

test.beforeEach(async ({ page }) => {
  await signIn(page, 'ada')
})

type Typed = {
  name?: string
  address?: string
  ca?: string
  certificate?: string
  key?: string
  slots?: string
}

async function fill(page: Page, { name, address, ca, certificate, key, slots }: Typed) {
  const fields = {
    Name: name,
    'Address or builder name': address,
    'CA certificate (optional)': ca,
    'Client certificate (optional)': certificate,
    'Client key (optional)': key,
    'Builds at once': slots,
  }
  for (const [label, text] of Object.entries(fields))
    if (text !== undefined) await page.getByLabel(label, { exact: true }).fill(text)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const said = (page: Page, label: string) => page.getByLabel(label, { exact: true })

/** Nothing listens on this port. */
const dead = 'tcp://127.0.0.1:9'

/** With JavaScript the page looks again by itself; without it a person follows the link, as long as it is there. */
async function untilShown(page: Page, text: string | RegExp) {
  const again = page.getByRole('link', { name: 'Look again' })
  await expect(async () => {
    if (await again.isVisible()) await again.click()
    await expect(page.getByRole('main')).toContainText(text, { timeout: 1_000 })
  }).toPass({ timeout: 40_000 })
}

/** When the builder last looked, in milliseconds. */
const lookedAt = async (page: Page) =>
  Date.parse((await page.getByLabel('State').locator('time').getAttribute('datetime')) ?? '')

async function remove(page: Page) {
  await page.getByRole('link', { name: 'Delete', exact: true }).click()
  await press(page, 'Delete engine')
  await expect(page.getByText('The engine was deleted.')).toBeVisible()
}

test('the engine of the environment is listed with what it is, and tested on request', async ({ page }) => {
  await page.goto('/admin/settings/engine')
  expect(new URL(page.url()).pathname).toBe('/admin/settings/engines')
  const row = page.getByRole('row').filter({ hasText: 'Engine of the environment' })
  await expect(row).toContainText('Answers', { timeout: 30_000 })
  await expect(row).toContainText(/Docker \d+\.\d+/)
  await expect(row).toContainText('linux/')
  await expect(row).toContainText(/\d+ of \d+/)
  await row.getByRole('link').click()
  const before = await lookedAt(page)
  await press(page, 'Test')
  await expect(async () => {
    await untilShown(page, 'It answers')
    expect(await lookedAt(page)).toBeGreaterThan(before)
  }).toPass({ timeout: 40_000 })
  await expect(page.getByRole('link', { name: 'Delete' })).toHaveCount(0)
})

test('what is wrong with certificates stands at their fields, and nothing typed is lost', async ({
  page,
}) => {
  const name = freshName('faulty')
  await page.goto('/admin/settings/engines/new')
  await fill(page, {
    name,
    address: 'ssh://root@gpu',
    ca: 'no PEM',
    certificate: client.certificate,
    key: other.key,
  })
  await press(page, 'Add engine')
  await expect(said(page, 'Address or builder name')).toHaveAccessibleDescription(/cannot use ssh/)
  await expect(said(page, 'CA certificate (optional)')).toHaveAccessibleDescription(/no certificate in PEM/)
  await expect(said(page, 'Client key (optional)')).toHaveAccessibleDescription(/does not belong to/)
  await expect(said(page, 'Client certificate (optional)')).toHaveValue(/BEGIN CERTIFICATE/)
  await expect(said(page, 'Name')).toHaveValue(name)
  const [line = ''] = other.key.split('\n').slice(1)
  expect(await page.content()).not.toContain(line)

  // A fault elsewhere does not lose the key, which is not sent back.
  await fill(page, { name: '', address: dead, ca: authority.ca, key: client.key })
  await press(page, 'Add engine')
  await expect(said(page, 'Name')).toHaveAccessibleDescription(/Give the engine a name/)
  await expect(said(page, 'Client key (optional)')).toHaveAccessibleDescription(/key that you gave is kept/)
  await fill(page, { name })
  await press(page, 'Add engine')
  await expectPage(page, name)
  await expect(page.getByText('CN=Test CA').first()).toBeVisible()
  await expect(page.getByText('CN=client')).toBeVisible()
  await remove(page)
})

test('an engine at a dead address is told in words; it is edited, disabled and deleted', async ({ page }) => {
  const name = freshName('dead')
  await page.goto('/admin/settings/engines/new')
  await fill(page, { name, address: dead, slots: '99' })
  await press(page, 'Add engine')
  await expect(said(page, 'Builds at once')).toHaveAccessibleDescription(/from 1 to 64/)
  await fill(page, { slots: '3' })
  await press(page, 'Add engine')
  await expectPage(page, name)
  await untilShown(page, /does not answer.*Nothing listens at its address/s)
  await expect(page.getByText('Nothing protects the way')).toBeVisible()
  await page.goto('/admin/settings/engines')
  const row = page.getByRole('row').filter({ hasText: name })
  await expect(row).toContainText('Does not answer')
  await expect(row).toContainText('0 of 3')

  await row.getByRole('link').click()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  const renamed = freshName('farm')
  await page.getByLabel('Buildx builder').check()
  await fill(page, { name: renamed, address: 'no-such-builder', ca: authority.ca })
  await press(page, 'Save')
  await expect(said(page, 'CA certificate (optional)')).toHaveAccessibleDescription(/its own definition/)
  await fill(page, { ca: '' })
  await press(page, 'Save')
  await expectPage(page, renamed)
  await untilShown(page, /There is no buildx builder of that name/)

  await press(page, 'Disable')
  await expect(page.getByText('takes no further builds')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Disabled')
  await press(page, 'Enable')
  await expect(page.getByText('takes builds again')).toBeVisible()
  await remove(page)
  await expect(page.getByRole('row').filter({ hasText: renamed })).toHaveCount(0)
})

test('two people edit an engine: the second is told, not obeyed', async ({ page, browser }, { project }) => {
  const name = freshName('shared')
  await page.goto('/admin/settings/engines/new')
  await fill(page, { name, address: dead })
  await press(page, 'Add engine')
  await expectPage(page, name)
  const path = `${new URL(page.url()).pathname}/edit`
  const second = await pageOf(browser, 'ada', project.use)
  await second.goto(path)
  await page.goto(path)
  await fill(page, { slots: '4' })
  await press(page, 'Save')
  await expectPage(page, name)
  await fill(second, { slots: '5' })
  await press(second, 'Save')
  await expect(second.getByRole('alert').filter({ hasText: '4 builds at once' })).toBeVisible()
  await expect(second.getByLabel('Builds at once', { exact: true })).toHaveValue('5')
  await second.context().close()
  await remove(page)
})

test('managers and members are refused', async ({ browser }, { project }) => {
  for (const person of ['max', 'mia'] as const) {
    const page = await pageOf(browser, person, project.use)
    for (const path of ['', '/new', '/environment', '/1', '/1/edit', '/1/delete']) {
      const response = await page.goto(`/admin/settings/engines${path}`)
      expect.soft(response?.status(), `${person} ${path}`).toBe(403)
    }
    await page.context().close()
  }
})
