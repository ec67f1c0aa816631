import { describe, expect, test } from 'vitest'
import { limitOf, refusalOf } from '#lib/auth/own-request.ts'
import { foreignRequests } from '../../support/access/foreign.ts'

const origin = 'http://images.example.org:3000'

function refusal(method: string, headers: Record<string, string>, pathname = '/admin/groups/new') {
  return refusalOf({ method, pathname, headers: new Headers(headers) }, origin)
}

test('looking needs no origin', () => {
  expect(refusal('GET', {})).toBeNull()
  expect(refusal('HEAD', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toBeNull()
})

test('a page of ours may change something', () => {
  expect(refusal('POST', { origin })).toBeNull()
  expect(refusal('POST', { origin, 'sec-fetch-site': 'same-origin' })).toBeNull()
})

describe('a change is refused that comes from', () => {
  const cases = foreignRequests(origin)
  test('so many places', () => expect(cases.length).toBe(30))
  test.each(cases)('$name', ({ method = 'POST', headers: { host: _, ...headers } }) => {
    expect(refusal(method, headers)?.status).toBe(403)
  })
})

describe('a body', () => {
  test.each([
    ['/admin/images/new', 4 * 1024 * 1024],
    ['/admin/engines/new', 512 * 1024],
    ['/api/auth/signout', 64 * 1024],
    ['/', 64 * 1024],
  ])('of %s has at most %i bytes', (path, limit) => {
    expect(limitOf(path)).toBe(limit)
    expect(refusal('POST', { origin, 'content-length': String(limit) }, path)).toBeNull()
    expect(refusal('POST', { origin, 'content-length': String(limit + 1) }, path)?.status).toBe(413)
  })

  test('without a length is not read', () => {
    expect(refusal('POST', { origin, 'transfer-encoding': 'chunked' })?.status).toBe(411)
    expect(refusal('POST', { origin, 'content-length': 'x' })?.status).toBe(413)
  })
})
