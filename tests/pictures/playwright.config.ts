import { defineConfig } from '@playwright/test'
import config from '../../playwright.config.ts'

/** `npm run pictures`: takes the README's screenshots anew, from the real thing. */
export default defineConfig({
  ...config,
  testDir: '.',
  globalSetup: './setup.ts',
  reporter: 'list',
  projects: [{ name: 'pictures', use: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' } }],
})
