import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { freshName } from '../support/form.ts'
import { signIn } from '../support/people.ts'

test('an administrator finds who did what, checks the chain and takes it along', async ({ page }) => {
  await signIn(page, 'ada')
  const name = freshName('audited')
  await page.goto('/admin/groups/new')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Description').fill('Made to be found')
  await page.getByRole('button', { name: /Add group|Confirm/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await page.goto(`/admin/audit?q=${name}`)
  const row = page.getByRole('row').filter({ hasText: name })
  await expect(row).toContainText('added the group')
  await expect(row).toContainText(/Ada Berg\s*#\d+/)
  await expect(row).toContainText('127.0.0.1')
  await page.getByRole('link', { name: 'Check the chain' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The chain is whole' })).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain(`group.add`)
})

test('nobody else sees the audit trail', async ({ page }) => {
  await signIn(page, 'max')
  for (const path of ['/admin/audit', '/api/audit']) {
    expect((await page.goto(path))?.status(), path).toBe(403)
  }
})
