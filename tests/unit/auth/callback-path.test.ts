import { describe, expect, test } from 'vitest'
import { callbackPath, signInPath } from '#lib/auth/callback-path.ts'

const origin = 'https://slipway.example'

describe('where to go after signing in', () => {
  test.each([
    ['/admin/builds/7?log=raw', '/admin/builds/7?log=raw'],
    ['https://slipway.example/images/torch', '/images/torch'],
    ['/images/torch#use', '/images/torch'],
    [undefined, '/'],
    ['', '/'],
    ['https://elsewhere.example/', '/'],
    ['https://slipway.example.elsewhere.example/', '/'],
    ['http://slipway.example/', '/'],
    ['//elsewhere.example/x', '/'],
    ['/\\elsewhere.example', '/'],
    ['https://slipway.example//elsewhere.example', '/'],
    ['/x/..//elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    ['data:text/html,x', '/'],
    ['/sign-in?callbackUrl=/', '/'],
    ['/api/auth/signout', '/'],
    ['/apiary', '/apiary'],
  ])('%s → %s', (value, path) => {
    expect(callbackPath(value, origin)).toBe(path)
  })
})

test('the way to the sign-in page keeps the way back', () => {
  expect(signInPath('/')).toBe('/sign-in')
  expect(signInPath('/?q=a&b')).toBe('/sign-in?callbackUrl=%2F%3Fq%3Da%26b')
  expect(signInPath('/', 'SessionEnded')).toBe('/sign-in?error=SessionEnded')
  const back = new URL(signInPath('/?q=a&b'), origin).searchParams.get('callbackUrl')
  expect(callbackPath(back, origin)).toBe('/?q=a&b')
})
