import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { confirm, freshName, openForm, sampleBase } from '../support/form.ts'
import { signIn } from '../support/people.ts'

/** Adds existing images of one beginning. */
async function addExisting(page: Page, names: string[], type: string): Promise<void> {
  for (const name of names) {
    await openForm(page)
    const base = await sampleBase(page)
    await page.getByLabel('Use existing image').check()
    await page.getByLabel('Display name').fill(name)
    await page.getByRole('radio', { name: type, exact: true }).check()
    await page.getByLabel('Container Image URL', { exact: true }).fill(base)
    await confirm(page)
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 30_000 })
  }
}

const namesIn = (page: Page) => page.locator('tbody tr td:first-child a').allInnerTexts()

test('images are searched, filtered and sorted by the address alone', async ({ page, javaScriptEnabled }) => {
  const mark = freshName('listed')
  await signIn(page, 'ada')
  await addExisting(page, [`${mark}-a`, `${mark}-c`], 'cpu')
  await addExisting(page, [`${mark}-b`], 'universal')

  await page.goto('/admin/images')
  const search = page.getByRole('search', { name: 'Images' })
  await search.getByRole('searchbox').fill(mark)
  await search.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(new RegExp(`q=${mark}`))
  await expect(page.getByText('3 images', { exact: true })).toBeVisible()
  expect(await namesIn(page)).toEqual([`${mark}-a`, `${mark}-b`, `${mark}-c`])

  const head = page.getByRole('columnheader', { name: 'Name', exact: false }).first()
  await head.getByRole('link').click()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await head.getByRole('link').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  expect(await namesIn(page)).toEqual([`${mark}-c`, `${mark}-b`, `${mark}-a`])

  await search.getByLabel('Type').selectOption('cpu')
  await search.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByText('2 images', { exact: true })).toBeVisible()
  await expect(search.getByLabel('Type')).toHaveValue('cpu')
  await search.getByRole('link', { name: 'Reset' }).click()
  await expect(search.getByRole('searchbox')).toHaveValue('')

  await page.goto(`/admin/images?q=${mark}&state=building`)
  await expect(page.getByText('No image matches')).toBeVisible()
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('link', { name: 'Show all images' }).click()
  await expect(page).toHaveURL(/\/admin\/images$/)
})

test('long lists are read page by page, there and back, and odd addresses show the first page', async ({
  page,
}) => {
  const mark = freshName('paged')
  const names = Array.from({ length: 11 }, (_, at) => `${mark}-${String(at).padStart(2, '0')}`)
  await signIn(page, 'ada')
  await addExisting(page, names, 'cpu')
  for (const path of ['/admin/images', '/']) {
    await page.goto(`${path}?q=${mark}&size=10`)
    await expect(page.getByRole('link', { name: names[0], exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(page.getByRole('link', { name: names[10], exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: names[0], exact: true })).toHaveCount(0)
    await page.getByRole('link', { name: 'Previous' }).click()
    await expect(page.getByRole('link', { name: names[0], exact: true })).toBeVisible()
    await page.goto(`${path}?q=${mark}&size=10&after=not-a-place`)
    await expect(page.getByRole('link', { name: names[0], exact: true })).toBeVisible()
  }
})
