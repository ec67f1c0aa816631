/** Fills the form that adds an image, as a person does. */
import { expect, type Page } from '@playwright/test'

export type Typed = {
  displayName?: string
  description?: string
  base?: string
  apt?: string
  conda?: string
  pip?: string
  /** Names of groups; without it the image stays Global. */
  groups?: string[]
}

/** The sample base image, as `npm run up` offers it. */
export function sampleBase(page: Page): Promise<string> {
  return page
    .locator('#bases option')
    .first()
    .getAttribute('value')
    .then((value) => value ?? '')
}

export async function openForm(page: Page): Promise<void> {
  await page.goto('/admin/images')
  await page.getByRole('link', { name: 'Add' }).first().click()
  await expect(page.getByLabel('Display name')).toBeVisible()
}

export async function fillForm(page: Page, typed: Typed): Promise<void> {
  await page.getByLabel('Build custom image').check()
  const fields = {
    'Display name': typed.displayName,
    Description: typed.description,
    'Base image url': typed.base,
    APT: typed.apt,
    Conda: typed.conda,
    Pip: typed.pip,
  }
  for (const [label, text] of Object.entries(fields)) {
    if (text !== undefined) await page.getByLabel(label).fill(text)
  }
  if (!typed.groups) return
  await page.getByLabel('Global').uncheck()
  for (const group of typed.groups) await page.getByLabel(group, { exact: true }).check()
}

export async function confirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Confirm' }).click()
}

/** A display name that no earlier run has taken. */
export function freshName(words: string): string {
  return `${words}-${Date.now().toString(36)}`
}
