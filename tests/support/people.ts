/** The sample people, and their way through the sign-in provider's own pages. */
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { testPort } from './address.ts'

export type PersonName = 'ada' | 'max' | 'mia' | 'otto' | 'nora'

export const password = 'slipway'

/** Signs a person in from wherever the page is; ends on the page that was asked for. */
export async function signIn(page: Page, person: PersonName, path = '/'): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByLabel('User name').fill(person)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => url.port === testPort && !url.pathname.startsWith('/sign-in'))
}

/** A browser of one's own, signed in. `options` are those of the test's project. */
export async function pageOf(
  browser: Browser,
  person: PersonName,
  options: Parameters<Browser['newContext']>[0],
) {
  const context: BrowserContext = await browser.newContext(options)
  const page = await context.newPage()
  await signIn(page, person)
  return page
}

/** What every page has, whoever looks. */
export async function expectPage(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}
