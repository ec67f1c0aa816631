import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { signIn } from '../support/people.ts'

const pages = [
  '/',
  '/admin/images',
  '/admin/images/new',
  '/admin/builds',
  '/admin/builds/1',
  '/admin/builds/1/log',
  '/admin/secrets',
  '/admin/secrets/new',
  '/admin/secrets/paste',
  '/admin/groups',
  '/admin/groups/new',
  '/admin/groups/1',
  '/admin/groups/1/edit',
  '/admin/users',
  '/admin/users/1',
  '/admin/settings',
  '/admin/settings/engines',
  '/admin/settings/engines/new',
  '/admin/settings/engines/environment',
  '/admin/setup',
  '/no-such-page',
]

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page is accessible and fits a phone, ${colorScheme}`, async ({ page, javaScriptEnabled }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme })
    await signIn(page, 'ada')
    for (const path of pages) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(path)
      if (javaScriptEnabled) {
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect
          .soft(
            violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
            path,
          )
          .toEqual([])
      }
      await page.setViewportSize({ width: 360, height: 800 })
      const box = await page.locator('body').boundingBox()
      const widest = await page
        .locator('main')
        .evaluate((main) => main.scrollWidth)
        .catch(() => 0)
      expect.soft(Math.max(box?.width ?? 0, widest), path).toBeLessThanOrEqual(360)
    }
  })
}
