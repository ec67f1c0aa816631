import { describe, expect, test } from 'vitest'
import { formatBytes } from '#components/bytes.ts'
import { formatDuration } from '#components/duration.ts'
import { formatAbsolute, formatClock, formatRelative } from '#components/moment.ts'
import { shortDigest } from '#lib/images/reference.ts'

test.each([
  [0, '0.0s'],
  [-5, '0.0s'],
  [440, '0.4s'],
  [9_940, '9.9s'],
  [9_960, '10s'],
  [59_400, '59s'],
  [59_600, '1m 00s'],
  [64_000, '1m 04s'],
  [3_600_000, '1h 00m'],
  [7_380_000, '2h 03m'],
])('%i ms are %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [999.6, '1.0 kB'],
  [48_213, '48 kB'],
  [1_440_000, '1.4 MB'],
  [9_960_000, '10 MB'],
  [2_100_000_000, '2.1 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words)
})

describe('a moment', () => {
  const now = Date.UTC(2026, 2, 4, 5, 6, 7)
  test.each([
    [0, 'just now'],
    [-5000, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [3_599_999, '59 minutes ago'],
    [2 * 3_600_000, '2 hours ago'],
    [26 * 3_600_000, '1 day ago'],
    [31 * 24 * 3_600_000, '1 Feb 2026'],
  ])('%i ms ago is “%s”', (age, words) => {
    expect(formatRelative(now - age, now)).toBe(words)
  })

  test('is exact where it is absolute, and says its zone', () => {
    expect(formatAbsolute(now)).toBe('2026-03-04 05:06:07 UTC')
    expect(formatClock(now)).toBe('05:06:07')
  })
})

test('a digest is told by its first twelve characters', () => {
  expect(shortDigest(`sha256:${'0123456789abcdef'.repeat(4)}`)).toBe('0123456789ab')
})
