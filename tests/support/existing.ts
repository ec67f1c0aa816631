/** Fills the form that adds an image that is in a registry already, as a person does. */
import type { Page } from '@playwright/test'
import { confirm, openForm, sampleBase } from './form.ts'

export type Existing = {
  displayName: string
  url: string
  description?: string
  type?: 'cpu' | 'gpu' | 'universal'
  gpuUrl?: string
}

/** Opens the form and fills it; ends before anything is sent. */
export async function fillExisting(page: Page, { displayName, url, ...more }: Existing): Promise<void> {
  await openForm(page)
  await page.getByLabel('Use existing image').check()
  await page.getByLabel('Display name').fill(displayName)
  if (more.description) await page.getByLabel('Description').fill(more.description)
  if (more.type) await page.getByLabel(more.type, { exact: true }).check()
  await urlField(page).fill(url)
  if (more.gpuUrl) await page.getByLabel('Specific Container Image URL for GPU').fill(more.gpuUrl)
}

export async function addExisting(page: Page, image: Existing): Promise<void> {
  await fillExisting(page, image)
  await confirm(page)
}

export const urlField = (page: Page) => page.getByLabel('Container Image URL', { exact: true })

/** The sample base, which is in the registry of the tests. */
export async function findBase(page: Page): Promise<string> {
  await openForm(page)
  return sampleBase(page)
}
