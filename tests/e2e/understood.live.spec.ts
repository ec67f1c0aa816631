import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { openForm } from '../support/form.ts'
import { signIn } from '../support/people.ts'

test('the form says how lines are understood while one types, and marks those that cannot be used', async ({
  page,
}) => {
  await signIn(page, 'ada')
  await openForm(page)
  await page.getByLabel('Conda').fill('-c conda-forge::numpy==1.17*')
  await expect(page.getByText('Understood: 1 package: numpy (==1.17*, channel conda-forge).')).toBeVisible()
  const pip = page.getByLabel('Pip')
  await pip.fill('numpy>=1.2\n--pre\npandas[all]')
  await expect(pip).toHaveAccessibleDescription(/Line 2: /)
  await expect(pip).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('Understood: 2 packages: numpy (>=1.2) and pandas[all].')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await pip.fill('numpy>=1.2')
  await expect(pip).not.toHaveAttribute('aria-invalid')
  await expect(page.getByText('Understood: 1 package: numpy (>=1.2).')).toBeVisible()
})
