/** Groups and pull secrets that an administrator makes on the way to something else. */
import { expect, type Page } from '@playwright/test'

export async function addGroup(page: Page, name: string): Promise<void> {
  await page.goto('/admin/groups/new')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Add group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
}

/** For a registry that is not there, so it is saved without trying. */
export async function addSecret(page: Page, name: string): Promise<void> {
  await page.goto('/admin/secrets/new')
  const typed = { Name: name, Registry: 'registry.invalid', 'User name': 'u', Password: 'p' }
  for (const [label, text] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Add pull secret' }).click()
  await page.getByLabel('Save without checking').check()
  await page.getByRole('button', { name: 'Add pull secret' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'It was not checked' })).toBeVisible()
}
