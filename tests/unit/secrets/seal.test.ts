import { createCipheriv, hkdfSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { config } from '#lib/config.ts'
import { open, seal } from '#lib/secrets/seal.ts'

const purpose = 'pull secret'

describe('a sealed secret', () => {
  test.each(['hush', '', 'ü–🔑', 'x'.repeat(10_000)])('opens for its purpose', (text) => {
    expect(open(seal(text, purpose), purpose)).toBe(text)
  })

  test('does not show what is in it, and looks different every time', () => {
    const [one, other] = [seal('correct horse', purpose), seal('correct horse', purpose)]
    expect(one).toMatch(/^v2\.[0-9a-f]{8}(\.[\w-]+){3}$/)
    expect(one).not.toBe(other)
    expect(Buffer.from(one.split('.')[4] ?? '', 'base64url').toString('latin1')).not.toContain('horse')
  })

  test('does not open for another purpose', () => {
    expect(() => open(seal('hush', purpose), 'refresh token')).toThrow()
  })

  test('does not open in another row', () => {
    expect(open(seal('hush', purpose, 7), purpose, 7)).toBe('hush')
    expect(() => open(seal('hush', purpose, 7), purpose, 8)).toThrow()
    expect(() => open(seal('hush', purpose, 7), purpose)).toThrow()
  })

  test('opens as it was sealed before rows were part of it', () => {
    const key = Buffer.from(hkdfSync('sha256', config().SLIPWAY_SECRET, 'slipway', 'secrets at rest', 32))
    const nonce = Buffer.alloc(12, 1)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
    const data = Buffer.concat([cipher.update('hush'), cipher.final()])
    const old = ['v1', ...[nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join(
      '.',
    )
    expect(open(old, purpose, 7)).toBe('hush')
    expect(() => open(old, 'refresh token', 7)).toThrow()
  })

  test.each([1, 2, 3, 4])('does not open when part %i was altered', (index) => {
    const parts = seal('hush', purpose).split('.')
    const bytes = Buffer.from(parts[index] ?? '', 'base64url')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    parts[index] = bytes.toString('base64url')
    expect(() => open(parts.join('.'), purpose)).toThrow()
  })

  test.each(['', 'hush', 'v1.a.b', 'v2.a.b.c', 'v1....', 'v2.....', 'v3.a.b.c.d'])('“%s” is none', (text) => {
    expect(() => open(text, purpose)).toThrow()
  })

  test('does not open with a shortened seal', () => {
    const [version, key, nonce, tag = '', data] = seal('hush', purpose).split('.')
    const short = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url')
    expect(() => open([version, key, nonce, short, data].join('.'), purpose)).toThrow()
  })
})
