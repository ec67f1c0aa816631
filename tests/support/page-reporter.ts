/** Prints what a page showed when its test failed: on a machine that nobody sees again, files are lost. */
import { readFileSync } from 'node:fs'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

const mostLines = 120

export default class PageReporter implements Reporter {
  private readonly pages: string[] = []

  onTestEnd(test: TestCase, { status, attachments }: TestResult): void {
    if (status === test.expectedStatus || status === 'skipped') return
    for (const { name, path } of attachments) {
      if (name !== 'error-context' || path === undefined) continue
      const snapshots = readFileSync(path, 'utf8').matchAll(/^```yaml\n(.*?)^```/gms)
      const lines = [...snapshots].flatMap(([, page = '']) => page.split('\n')).slice(0, mostLines)
      this.pages.push(`The page when “${test.title}” failed:`, ...lines, '')
    }
  }

  onEnd(): void {
    if (this.pages.length > 0) process.stdout.write(`\n${this.pages.join('\n')}\n`)
  }
}
