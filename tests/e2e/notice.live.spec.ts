import { expect, test } from '@playwright/test'
import { addExisting, findBase } from '../support/existing.ts'
import { freshName } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

test.use({ viewport: { width: 1280, height: 640 } })

test('what a form did is seen at once, however far down it was sent', async ({ page }) => {
  await signIn(page, 'ada')
  const displayName = freshName('below')
  await addExisting(page, { displayName, url: await findBase(page) })
  await expectPage(page, displayName)
  await expect(page.getByRole('status').filter({ hasText: 'was added' })).toBeVisible()
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expectPage(page, `Edit ${displayName}`)
  await expect(page.getByRole('status').filter({ hasText: 'was added' })).toHaveCount(0)
})
