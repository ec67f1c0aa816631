import { expect, test } from 'vitest'
import { add, countPlaywright, countVitest, settle } from '#scripts/test/counts.ts'

test('of vitest, skipped tests and files that could not be loaded count as failed', () => {
  const report = {
    numTotalTests: 5,
    numPassedTests: 3,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ],
  }
  expect(countVitest(report)).toEqual({ passed: 3, failed: 3 })
})

test('of Playwright, flaky and skipped tests and faults outside of tests count as failed', () => {
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 2 }
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 5 })
})

test.each([
  ['wrote no report', undefined, 1, { passed: 0, failed: 1 }],
  ['ran nothing', { passed: 0, failed: 0 }, 0, { passed: 0, failed: 1 }],
  ['ended badly after all tests passed', { passed: 4, failed: 0 }, 1, { passed: 4, failed: 1 }],
  ['failed honestly', { passed: 4, failed: 2 }, 1, { passed: 4, failed: 2 }],
  ['passed', { passed: 4, failed: 0 }, 0, { passed: 4, failed: 0 }],
])('a phase that %s', (_, counts, exitCode, expected) => {
  expect(settle(counts, exitCode)).toEqual(expected)
})

test('the sum of all phases', () => {
  const sum = add([
    { passed: 1, failed: 0 },
    { passed: 2, failed: 3 },
  ])
  expect(sum).toEqual({ passed: 3, failed: 3 })
})
