import { expect, test, vi } from 'vitest'
import { isNew, parseFlash } from '#lib/auth/flash.ts'

const notice = { id: 'a', message: 'Image “torch” was added.', href: '/images/torch' }

test('a notice reads back as it was left', () => {
  expect(parseFlash(JSON.stringify(notice))).toEqual(notice)
  expect(parseFlash(JSON.stringify({ id: 'a', message: 'Done.' }))).toEqual({ id: 'a', message: 'Done.' })
})

test.each([
  undefined,
  '',
  'Done.',
  '{"message":"no id"}',
  JSON.stringify({ ...notice, href: 'https://elsewhere.example/' }),
  JSON.stringify({ ...notice, href: '//elsewhere.example/' }),
  JSON.stringify({ ...notice, href: '/\\elsewhere.example/' }),
  JSON.stringify({ ...notice, href: 'javascript:alert(1)' }),
])('%s is no notice', (value) => {
  expect(parseFlash(value)).toBeNull()
})

test('a notice is new once', () => {
  expect([isNew('once'), isNew('other'), isNew('once')]).toEqual([true, true, false])
})

test('what was shown is forgotten after its cookie has gone', () => {
  vi.useFakeTimers({ now: 0, toFake: ['Date'] })
  expect(isNew('late')).toBe(true)
  vi.setSystemTime(599_000)
  expect(isNew('late')).toBe(false)
  vi.setSystemTime(1_300_000)
  expect(isNew('late')).toBe(true)
  vi.useRealTimers()
})
