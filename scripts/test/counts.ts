/** Counts tests from the reports of vitest and Playwright. Pure. A skipped test has proven nothing: it failed. */

export type Counts = { passed: number; failed: number }

type VitestReport = {
  numTotalTests: number
  numPassedTests: number
  testResults: Array<{ status: string; assertionResults: unknown[] }>
}
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

/** Files that could not be loaded hold tests that nobody counted: one failure each. */
export function countVitest({ numTotalTests, numPassedTests, testResults }: VitestReport): Counts {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests + broken.length }
}

/** A test that passed at the second attempt only is not reliable: it failed. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Counts {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length }
}

/** How a phase ends that nobody outside answered: it has proven nothing, and nothing is wrong. */
export const unanswered = 75

/** A phase that ran nothing, or ended badly without a failed test, counts as one failure. */
export function settle(counts: Counts | undefined, exitCode: number): Counts {
  const { passed, failed } = counts ?? { passed: 0, failed: 0 }
  const untold = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: untold ? 1 : failed }
}

export function add(all: Counts[]): Counts {
  return all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  })
}
