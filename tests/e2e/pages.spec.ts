import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { signIn } from '../support/people.ts'

const pages = [
  '/',
  '/admin/images',
  '/admin/images/new',
  '/admin/builds',
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
  '/admin/settings/housekeeping',
  '/admin/setup',
  '/admin/audit?check=yes',
  '/first-administrator',
  '/no-such-page',
]

/** Queues a build; returns the pages of the image and of the build, while it is under way or after. */
async function pagesOfImage(page: Page): Promise<string[]> {
  const displayName = freshName('looked-at')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), pip: 'slipway-hello' })
  await confirm(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${displayName} #1`)
  const build = new URL(page.url()).pathname
  const image = `/admin/images/${displayName}`
  const whileBuilt = [build, `${build}/log`]
  const after = [image, `${image}/edit`, `${image}/rebuild`, `${image}/delete`, `/images/${displayName}`]
  return [...whileBuilt, ...after]
}

async function expectUsable(page: Page, path: string, isLive: boolean): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(path)
  if (isLive) {
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    expect.soft(found, path).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 800 })
  const box = await page.locator('body').boundingBox()
  const widest = await page
    .locator('main')
    .evaluate((main) => main.scrollWidth)
    .catch(() => 0)
  expect.soft(Math.max(box?.width ?? 0, widest), path).toBeLessThanOrEqual(360)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page is accessible and fits a phone, ${colorScheme}`, async ({ page, javaScriptEnabled }) => {
    test.setTimeout(180_000)
    await page.emulateMedia({ colorScheme })
    await signIn(page, 'ada')
    for (const path of [...pages, ...(await pagesOfImage(page))])
      await expectUsable(page, path, javaScriptEnabled)
  })

  test(`a manager’s pages are accessible and fit a phone, ${colorScheme}`, async ({
    page,
    javaScriptEnabled,
  }) => {
    await page.emulateMedia({ colorScheme })
    await signIn(page, 'max')
    for (const path of ['/', '/admin/images', '/admin/images/new', '/admin/builds', '/admin/secrets'])
      await expectUsable(page, path, javaScriptEnabled)
  })
}
