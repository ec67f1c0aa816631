import { expect, test, vi } from 'vitest'
import { isNew, readFlash, writeFlash } from '#lib/auth/flash.ts'

const notice = { id: 'a', message: 'Image “torch” was added.', href: '/images/torch' }

test('a notice reads back as it was left', () => {
  expect(readFlash(writeFlash(notice))).toEqual(notice)
  expect(readFlash(writeFlash({ id: 'a', message: 'Done.' }))).toEqual({ id: 'a', message: 'Done.' })
})

test('a long notice is cut between characters', () => {
  expect(readFlash(writeFlash({ ...notice, message: '🚢'.repeat(300) }))?.message).toBe('🚢'.repeat(300))
  expect(readFlash(writeFlash({ ...notice, message: '🚢'.repeat(301) }))?.message).toBe(
    `${'🚢'.repeat(299)}…`,
  )
})

const [text = '', signature = ''] = writeFlash(notice).split('.')
const [, otherSignature = ''] = writeFlash({ ...notice, id: 'b' }).split('.')

test.each([
  undefined,
  '',
  '.',
  'Done.',
  text,
  `${text}.`,
  `.${signature}`,
  `${text}.${signature.slice(0, -4)}`,
  `${text}.${otherSignature}`,
  `${text}x.${signature}`,
  JSON.stringify(notice),
])('%s was not written here, so it is no notice', (value) => {
  expect(readFlash(value)).toBeNull()
})

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example/',
  'javascript:alert(1)',
])('a notice never leads to %s', (href) => {
  expect(readFlash(writeFlash({ ...notice, href }))).toBeNull()
})

test('a notice is new once', () => {
  expect([isNew('once'), isNew('other'), isNew('once')]).toEqual([true, true, false])
})

test('what was shown is forgotten after its cookie has gone', () => {
  const now = Date.now()
  vi.useFakeTimers({ now, toFake: ['Date'] })
  expect(isNew('late')).toBe(true)
  vi.setSystemTime(now + 599_000)
  expect(isNew('late')).toBe(false)
  vi.setSystemTime(now + 1_300_000)
  expect(isNew('late')).toBe(true)
  vi.useRealTimers()
})

test('only so many are remembered, the oldest forgotten first', () => {
  for (let index = 0; index < 10_001; index++) expect(isNew(`many ${index}`)).toBe(true)
  expect(isNew('many 10000')).toBe(false)
  expect(isNew('many 1')).toBe(false)
  expect(isNew('many 0')).toBe(true)
})
