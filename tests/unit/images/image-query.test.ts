import { describe, expect, test } from 'vitest'
import { isFiltered, managedOrders, readImageQuery, writeImageQuery } from '#lib/images/image-query.ts'
import { packageWord, searchWords } from '#lib/images/search-words.ts'
import { filled } from '#lib/lists/address.ts'
import { writePlace } from '#lib/lists/place.ts'

const read = (params: Record<string, string | string[]>) => readImageQuery(params, managedOrders)

describe('the address of a list', () => {
  test('is read and written back', () => {
    const address = {
      q: '100% ünïcode_',
      type: 'gpu',
      state: 'not-ready',
      group: '7',
      source: 'custom',
      kind: 'group',
      sort: '-last-build',
      size: '50',
    }
    expect(writeImageQuery(read(address))).toEqual(address)
    expect(isFiltered(read(address))).toBe(true)
    expect(isFiltered(read({ sort: 'name', size: '10' }))).toBe(false)
  })

  test('keeps to what it knows', () => {
    const odd = {
      type: 'tpu',
      state: '1',
      group: 'ml',
      source: 'GPU',
      kind: '',
      sort: 'id',
      size: '7',
      after: 'x',
    }
    expect(filled(writeImageQuery(read(odd)))).toEqual([])
    expect(read(odd).place).toBeNull()
    for (const group of ['0', '-1', '1.5', '1e3', '٣', '9999999999999999'])
      expect(read({ group }).group).toBeNull()
    expect(read({ group: 'global' }).group).toBe('global')
  })

  test('goes on from a place in its own order', () => {
    const after = writePlace('-name', { value: 'a', id: 1 })
    expect(read({ sort: '-name', after }).place).toEqual({ side: 'after', value: 'a', id: 1 })
    expect(read({ sort: 'name', after }).place).toBeNull()
  })

  test('has room for what people look for and not for more', () => {
    expect([...read({ q: '😀'.repeat(10_000) }).search]).toHaveLength(200)
  })
})

describe('words', () => {
  test.each([
    ['', []],
    [' \t\n ', []],
    ['numpy  torch numpy', ['numpy', 'torch']],
    ['a\0b\u3000c', ['a', 'b', 'c']],
    ['100% _ "quoted"', ['100%', '_', '"quoted"']],
    ['cafe\u0301', ['café']],
    ['x\ud800y', ['x\ufffdy']],
    ['1 2 3 4 5 6 7 8 9 10', ['1', '2', '3', '4', '5', '6', '7', '8']],
  ])('of “%s”', (search, words) => {
    expect(searchWords(search)).toEqual(words)
  })

  test.each([
    ['torch', ['torch'], null],
    ['torch=2.3', ['torch'], '2.3'],
    ['numpy==1.26', ['numpy'], '1.26'],
    ['python=3.11.*', ['python'], '3.11'],
    ['scikit_learn', ['scikit_learn', 'scikit-learn'], null],
    ['libssl3=3.0.11-1~deb12u2', ['libssl3'], '3.0.11-1~deb12u2'],
    ['a=', ['a='], null],
    ['=1', ['=1'], null],
    ['a=[b]', ['a=[b]'], null],
    ['numpy>=1.2', ['numpy>'], '1.2'],
  ])('“%s” may mean a package', (word, names, version) => {
    expect(packageWord(word)).toEqual({ names, version })
  })
})
