/** Every page in a real browser, which says where a page does what its own policy forbids. */
import type { Page } from '@playwright/test'
import { db } from '#db/client.ts'
import { letterFor } from '../support/access/ask.ts'
import { withBrowser } from '../support/access/browser.ts'
import { pages } from '../support/access/doors.ts'
import { pathOf } from '../support/access/try-doors.ts'
import { resultOf, withWorld } from '../support/access/with-world.ts'
import type { Result } from './result.ts'

const beside = ['/sign-in', '/nothing.png', '/_next/nothing', '/_next/static/nothing.js', '/api/nothing']

/** Held: a policy without `unsafe`, with nonces where there are scripts, and nothing on the page that breaks it. */
export function openEveryPage(): Promise<Result> {
  return withWorld((web, world) =>
    withBrowser(web, async (open) => {
      const { page } = await open({ person: world.people.administrator })
      const shown = pages.filter(({ answers }) => /[PM]/.test(letterFor(answers, 'administrator')))
      const paths = [...new Set([...shown.map((door) => pathOf(door, world)), ...beside])]
      const faults: string[] = []
      for (const path of paths) faults.push(...(await faultsOf(page, web.url + path)))
      const { $client } = db()
      $client.exec('ALTER TABLE installed_packages RENAME TO gone_packages')
      faults.push(...(await faultsOf(page, `${web.url}/images/ours`, 'This page could not be shown')))
      $client.exec('ALTER TABLE users RENAME TO gone_users')
      faults.push(...(await faultsOf(page, web.url, 'Slipway cannot show its pages now')))
      return resultOf([{ asked: paths.length + 2, faults }])
    }),
  )
}

async function faultsOf(page: Page, url: string, words = ''): Promise<string[]> {
  const faults: string[] = []
  const hear = (message: { text: () => string }) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text())
  }
  page.on('console', hear)
  const response = await page.goto(url, { waitUntil: 'load' })
  if (words)
    await page
      .getByText(words)
      .waitFor({ timeout: 10_000 })
      .catch(() => faults.push(`no “${words}”`))
  page.off('console', hear)
  const headers = response?.headers() ?? {}
  const policy = headers['content-security-policy'] ?? ''
  const isStrict = /^default-src '(self|none)'/.test(policy) && /frame-ancestors 'none'/.test(policy)
  if (!isStrict || policy.includes('unsafe')) faults.push(`the policy is “${policy}”`)
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('types may be guessed')
  return faults.map((fault) => `${url}: ${fault}`)
}
