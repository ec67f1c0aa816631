import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstOf, listPath } from '#lib/lists/address.ts'
import { countWords } from '#lib/lists/count.ts'
import { readPageSize } from '#lib/lists/page-size.ts'
import { readPlace, writePlace } from '#lib/lists/place.ts'
import { nextSort, readSort, writeSort } from '#lib/lists/sort.ts'

const columns = ['name', 'last-build'] as const

describe('an order', () => {
  test('goes from ascending to descending to none', () => {
    const first = nextSort(null, 'name')
    const second = nextSort(first, 'name')
    expect([first, second].map(writeSort)).toEqual(['name', '-name'])
    expect(nextSort(second, 'name')).toBeNull()
    expect(writeSort(nextSort(second, 'type'))).toBe('type')
  })

  test.each(['', '-', 'names', '--name', 'Name', 'name ', 'last', 'constructor'])('“%s” is none', (text) => {
    expect(readSort(text, columns)).toBeNull()
  })

  test('survives its address', () => {
    for (const text of ['name', '-name', 'last-build', '-last-build'])
      expect(writeSort(readSort(text, columns))).toBe(text)
  })
})

describe('a place', () => {
  test('survives the address, whatever the value', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger())
    fc.assert(
      fc.property(value, fc.nat(), (value, id) => {
        const after = new URLSearchParams(listPath('', { after: writePlace('name', { value, id }) })).get(
          'after',
        )
        expect(readPlace('name', { after: after ?? '', before: '' })).toEqual({ side: 'after', value, id })
      }),
    )
  })

  test('of another order is none', () => {
    const before = writePlace('name', { value: 'a', id: 1 })
    expect(readPlace('name', { after: '', before })).toMatchObject({ side: 'before' })
    expect(readPlace('-name', { after: '', before })).toBeNull()
  })

  test('that was tampered with is none, or one that we might have written', () => {
    const written = writePlace('name', { value: 'tools', id: 7 })
    fc.assert(
      fc.property(fc.nat(written.length - 1), fc.string({ minLength: 1, maxLength: 2 }), (at, sign) => {
        const after = written.slice(0, at) + sign + written.slice(at + 1)
        const place = readPlace('name', { after, before: '' })
        if (place) expect(writePlace('name', place)).toBe(after)
      }),
    )
  })

  test.each([
    '',
    'x',
    '%00',
    Buffer.from('null').toString('base64url'),
    Buffer.from('["name","a"]').toString('base64url'),
    Buffer.from('["name","a","1"]').toString('base64url'),
    Buffer.from('["name","a",1.5]').toString('base64url'),
    Buffer.from('["name",["a"],1]').toString('base64url'),
    Buffer.from('["name","a",1,2]').toString('base64url'),
    Buffer.from('["name", "a", 1]').toString('base64url'),
    `${writePlace('name', { value: 'a', id: 1 })}=`,
  ])('“%s” is none', (after) => {
    expect(readPlace('name', { after, before: '' })).toBeNull()
  })
})

test('a page has one of the sizes that are offered', () => {
  expect(['10', '25', '50', '100'].map(readPageSize)).toEqual([10, 25, 50, 100])
  expect(['', '0', '-1', '1e2', '25.0', '1000', 'all'].map(readPageSize)).toEqual(Array(7).fill(25))
})

test('what says nothing does not stand in an address', () => {
  expect(listPath('/', { q: '', type: '' })).toBe('/')
  expect(listPath('/', { q: 'a&b=c', type: '', size: '10' })).toBe('/?q=a%26b%3Dc&size=10')
  expect([firstOf(undefined), firstOf([' a ', 'b']), firstOf([])]).toEqual(['', 'a', ''])
})

test('counts are exact as far as they tell something', () => {
  const words = [0, 1, 2, 1_000, 1_001].map((count) => countWords(count, 'image', 'images'))
  expect(words).toEqual(['0 images', '1 image', '2 images', '1,000 images', 'more than 1,000 images'])
})
