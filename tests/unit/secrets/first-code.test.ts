import { expect, test } from 'vitest'
import { hashFirstCode, newFirstCode } from '#lib/secrets/first-code.ts'

test('a code is eight groups of four, of 32 letters and figures, and never the same', () => {
  const codes = Array.from({ length: 500 }, newFirstCode)
  for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){7}$/)
  expect(new Set(codes).size).toBe(500)
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32)
})

test('is known again however it was copied, and any other is not', () => {
  const code = newFirstCode()
  const hash = hashFirstCode(code)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  for (const copied of [code.toUpperCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')}\n`])
    expect(hashFirstCode(copied)).toBe(hash)
  expect(hashFirstCode(`${code}a`)).not.toBe(hash)
  expect(hashFirstCode('')).not.toBe(hash)
})
