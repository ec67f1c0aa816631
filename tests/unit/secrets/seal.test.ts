import { describe, expect, test } from 'vitest'
import { open, openOld, seal } from '#lib/secrets/seal.ts'
import { sealedBefore } from '../../support/sealed-before.ts'

const purpose = 'pull secret'

describe('a sealed secret', () => {
  test.each(['hush', '', 'ü–🔑', 'x'.repeat(10_000)])('opens for its purpose', (text) => {
    expect(open(seal(text, purpose), purpose)).toBe(text)
  })

  test('does not show what is in it, and looks different every time', () => {
    const [one, other] = [seal('correct horse', purpose), seal('correct horse', purpose)]
    expect(one).toMatch(/^v3\.[0-9a-f]{8}(\.[\w-]+){3}$/)
    expect(one).not.toBe(other)
    expect(Buffer.from(one.split('.')[4] ?? '', 'base64url').toString('latin1')).not.toContain('horse')
  })

  test('does not open for another purpose', () => {
    expect(() => open(seal('hush', purpose), 'refresh token')).toThrow()
  })

  test('does not open in another place', () => {
    const sealed = seal('hush', purpose, [7, 'ghcr.io', 'bot'])
    expect(open(sealed, purpose, [7, 'ghcr.io', 'bot'])).toBe('hush')
    const others = [[], [7], [8, 'ghcr.io', 'bot'], [7, 'evil.example', 'bot'], ['7', 'ghcr.io', 'bot']]
    for (const place of [...others, [7, 'ghcr.io', 'bot', '']])
      expect(() => open(sealed, purpose, place)).toThrow()
  })

  test.each(['v1', 'v2'] as const)('as %s had it opens only to be sealed anew', (version) => {
    const old = sealedBefore(version, 'hush', { purpose, row: 7 })
    expect(() => open(old, purpose, [7])).toThrow()
    expect(openOld(old, purpose, 7)).toBe('hush')
    expect(() => openOld(old, 'refresh token', 7)).toThrow()
  })

  test('one that was bound to its row then opens in no other', () => {
    const old = sealedBefore('v2', 'hush', { purpose, row: 7 })
    expect(() => openOld(old, purpose, 8)).toThrow()
  })

  test.each([1, 2, 3, 4])('does not open when part %i was altered', (index) => {
    const parts = seal('hush', purpose).split('.')
    const bytes = Buffer.from(parts[index] ?? '', 'base64url')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    parts[index] = bytes.toString('base64url')
    expect(() => open(parts.join('.'), purpose)).toThrow()
  })

  test.each(['', 'hush', 'v1.a.b', 'v2.a.b.c', 'v1....', 'v2.....', 'v3.a.b.c.d', 'v4.a.b.c.d', 'v3.....'])(
    '“%s” is none',
    (text) => {
      expect(() => open(text, purpose)).toThrow()
    },
  )

  test('does not open with a shortened seal', () => {
    const [version, key, nonce, tag = '', data] = seal('hush', purpose).split('.')
    const short = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url')
    expect(() => open([version, key, nonce, short, data].join('.'), purpose)).toThrow()
  })
})
