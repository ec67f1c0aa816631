/** The browser of the end-to-end tests: the machine's Chromium, or Debian's, installed as root. */
import { readDistribution } from '../up/apt/distribution.ts'
import { ensureTools } from '../up/apt/tools.ts'
import { findCommand } from '../up/engine/find.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** Absolute path of a Chromium. Throws an Error that says what to install. */
export async function ensureBrowser(say: (detail: string) => void): Promise<string> {
  const present = findBrowser()
  if (present) {
    say(present)
    return present
  }
  if (readDistribution()?.id !== 'debian' || process.getuid?.() !== 0) {
    throw new Error('The end-to-end tests need Chromium: install it, or set CHROMIUM to its path.')
  }
  say('installing chromium')
  await ensureTools(['chromium'])
  const installed = findBrowser()
  if (!installed)
    throw new Error('The package chromium was installed, but the command chromium was not found.')
  say(installed)
  return installed
}

function findBrowser(): string | undefined {
  return process.env.CHROMIUM || names.map(findCommand).find((path) => path !== undefined)
}
