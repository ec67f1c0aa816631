import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { freshName, openForm } from '../support/form.ts'
import { addGroup } from '../support/made.ts'
import { signIn } from '../support/people.ts'

test('among many groups the wanted ones are found, and those that are chosen stay in sight', async ({
  page,
}) => {
  await signIn(page, 'ada')
  const long = freshName(`Lab of ${'very '.repeat(12)}long names`)
  for (let number = 1; number <= 8; number++) await addGroup(page, freshName(`team-${number}`))
  await addGroup(page, long)
  await page.setViewportSize({ width: 360, height: 800 })
  await openForm(page)
  await page.getByLabel('Global').uncheck()
  await page.getByLabel('vision', { exact: true }).check()
  const search = page.getByRole('searchbox', { name: 'Search groups' })
  await search.fill(` ${long.slice(-14).toUpperCase()} `)
  await expect(page.getByLabel(long, { exact: true })).toBeVisible()
  await expect(page.getByLabel('vision', { exact: true })).toBeVisible()
  await expect(page.getByLabel('language', { exact: true })).toBeHidden()
  await expect(page.getByText(/^1 of \d+ groups found, 1 chosen$/)).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(360)

  await page.getByLabel(long, { exact: true }).check()
  await search.press('Enter')
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  await search.fill('')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  const boxes = page.locator('#groupIds').getByRole('checkbox')
  await expect(boxes.nth(0)).toBeChecked()
  await expect(boxes.nth(1)).toBeChecked()
  await expect(boxes.nth(2)).not.toBeChecked()
})
