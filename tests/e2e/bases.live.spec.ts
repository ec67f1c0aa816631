import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { confirm, freshName, openForm, sampleBase } from '../support/form.ts'
import { addSecret } from '../support/made.ts'
import { signIn } from '../support/people.ts'

test.beforeEach(({ page }) => signIn(page, 'ada'))

test('a base is found by a part of its name, chosen with the keys, and brings its pull secret', async ({
  page,
}) => {
  const name = freshName('base-with-secret')
  const reference = `registry.invalid/team__a/${name}:1.0`
  await addSecret(page, name)
  await addUnchecked(page, { name, reference, secret: `${name} (registry.invalid)` })
  await openForm(page)
  await page.getByLabel('Pip').fill('numpy')
  const field = page.getByRole('combobox', { name: 'Base image url' })
  await field.pressSequentially(name.toUpperCase())
  const option = page.getByRole('listbox').getByRole('option', { name })
  await expect(option).toContainText('System')
  await expect(option).toContainText('universal')
  await expect(option).toContainText(reference)
  await expect(page.getByText('1 known image. Choose one with the arrow keys')).toBeAttached()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await field.press('Escape')
  await expect(option).toBeHidden()
  await expect(field).toHaveValue(name.toUpperCase())
  await field.press('ArrowDown')
  await expect(option).toBeVisible()
  await field.press('ArrowDown')
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await field.press('Enter')
  await expect(field).toHaveValue(reference)
  await expect(page.getByLabel('Image Pull Secret')).toContainText(name)
  await expect(page.getByText(`Its image pull secret is chosen too: ${name}`)).toBeVisible()
  await expect(page.getByLabel('Pip')).toHaveValue('numpy')
  expect(new URL(page.url()).pathname).toBe('/admin/images/new')

  await field.press('ArrowDown')
  await page.getByRole('listbox').getByRole('option', { name: 'Recommended' }).first().click()
  await expect(field).toHaveValue(await sampleBase(page))
  await expect(field).toBeFocused()
  await expect(page.getByRole('listbox', { name: 'Known images' })).toBeHidden()
})

type Unchecked = { name: string; reference: string; secret: string }

async function addUnchecked(page: Page, { name, reference, secret }: Unchecked): Promise<void> {
  await openForm(page)
  await page.getByLabel('Use existing image').check()
  await page.getByLabel('Display name').fill(name)
  await page.getByLabel('Container Image URL', { exact: true }).fill(reference)
  await page.getByLabel('Image Pull Secret').selectOption({ label: secret })
  await confirm(page)
  await page.getByLabel('Save without checking').check()
  await confirm(page)
  await expect(page.getByText(`Image “${name}” was added.`)).toBeVisible()
}
