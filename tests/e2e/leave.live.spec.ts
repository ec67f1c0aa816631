import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { openForm } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

test('whoever leaves a changed form is asked, whoever changed nothing is not', async ({ page }) => {
  await signIn(page, 'ada')
  await openForm(page)
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expectPage(page, 'Images')

  await openForm(page)
  await page.getByLabel('APT').fill('jq')
  const question = page.getByRole('dialog', { name: 'Do you want to discard the changes?' })
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(question).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await question.getByRole('button', { name: 'Back' }).click()
  await expect(question).toBeHidden()
  await expect(page.getByLabel('APT')).toHaveValue('jq')
  await page.getByRole('navigation').getByRole('link', { name: 'Builds' }).click()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expectPage(page, 'Add image')
  await page.getByRole('navigation').getByRole('link', { name: 'Builds' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expectPage(page, 'Builds')

  await openForm(page)
  await page.getByLabel('APT').fill('jq')
  await page.getByLabel('APT').fill('')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expectPage(page, 'Images')
})
