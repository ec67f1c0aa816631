import { defineConfig } from '@playwright/test'
import { testUrl } from './tests/support/address.ts'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/serve.ts',
  outputDir: '.test/playwright',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./tests/support/page-reporter.ts'], ['json', { outputFile: '.test/e2e.json' }]],
  use: {
    baseURL: testUrl,
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'with JavaScript', use: { javaScriptEnabled: true } },
    // What can only happen with JavaScript stands in files named so.
    { name: 'without JavaScript', use: { javaScriptEnabled: false }, testIgnore: /\.live\.spec\.ts$/ },
  ],
})
