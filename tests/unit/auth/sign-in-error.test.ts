import { describe, expect, test } from 'vitest'
import { afterCookieTrip, explainSignIn, readCode } from '#lib/auth/sign-in-error.ts'

describe('a code becomes a sentence', () => {
  test('none without a code', () => {
    expect(explainSignIn(undefined)).toBeNull()
  })

  test.each(['GroupsOverflown', 'OAuthCallback', 'toString', '<script>', 'Whatever'])('%s', (code) => {
    const sentence = explainSignIn(code)
    expect(sentence).toMatch(/\.$/)
    expect(sentence).not.toContain(code)
  })

  test('each of ours has its own', () => {
    const codes = ['SessionEnded', 'ProviderUnreachable', 'GroupsOverflown', 'GroupsUnreadable', 'Cookies']
    expect(new Set(codes.map(explainSignIn)).size).toBe(codes.length)
  })
})

test.each([undefined, 'ProviderUnreachable'])('the reason %s survives the trip for the cookie', (reason) => {
  expect(readCode(reason)).toEqual({ hasMadeTrip: false, reason })
  expect(readCode(afterCookieTrip(reason))).toEqual({ hasMadeTrip: true, reason })
})
