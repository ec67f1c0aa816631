import { describe, expect, test } from 'vitest'
import { open, seal } from '#lib/secrets/seal.ts'

const purpose = 'pull secret'

describe('a sealed secret', () => {
  test.each(['hush', '', 'ü–🔑', 'x'.repeat(10_000)])('opens for its purpose', (text) => {
    expect(open(seal(text, purpose), purpose)).toBe(text)
  })

  test('does not show what is in it, and looks different every time', () => {
    const [one, other] = [seal('correct horse', purpose), seal('correct horse', purpose)]
    expect(one).toMatch(/^v1(\.[\w-]+){3}$/)
    expect(one).not.toBe(other)
    expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('horse')
  })

  test('does not open for another purpose', () => {
    expect(() => open(seal('hush', purpose), 'refresh token')).toThrow()
  })

  test.each([1, 2, 3])('does not open when part %i was altered', (index) => {
    const parts = seal('hush', purpose).split('.')
    const bytes = Buffer.from(parts[index] ?? '', 'base64url')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    parts[index] = bytes.toString('base64url')
    expect(() => open(parts.join('.'), purpose)).toThrow()
  })

  test.each(['', 'hush', 'v1.a.b', 'v2.a.b.c', 'v1....'])('“%s” is none', (text) => {
    expect(() => open(text, purpose)).toThrow()
  })

  test('does not open with a shortened seal', () => {
    const [version, nonce, tag = '', data] = seal('hush', purpose).split('.')
    const short = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url')
    expect(() => open([version, nonce, short, data].join('.'), purpose)).toThrow()
  })
})
