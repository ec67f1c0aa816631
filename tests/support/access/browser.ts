/** A real browser for those who stand at the doors. */
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import type { Web } from '../web.ts'
import type { Person } from './people.ts'

type Options = { bypassCSP?: boolean; javaScriptEnabled?: boolean; person?: Person }
export type Open = (options: Options) => Promise<{ context: BrowserContext; page: Page }>

/** Opens browsers with a session of their own, for as long as some work lasts. */
export async function withBrowser<T>(
  { url }: Pick<Web, 'url'>,
  work: (open: Open) => Promise<T>,
): Promise<T> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const open: Open = async ({ bypassCSP = false, javaScriptEnabled = true, person }) => {
    const context = await browser.newContext({ bypassCSP, javaScriptEnabled })
    const [name = '', value = ''] = person?.cookie.split('=') ?? []
    if (name) await context.addCookies([{ name, value, url }])
    return { context, page: await context.newPage() }
  }
  try {
    return await work(open)
  } finally {
    await browser.close()
  }
}
