import { describe, expect, test, vi } from 'vitest'
import { idFrom, lineOfText, linesOfText, thingId } from '#lib/form-text.ts'

const line = lineOfText({ max: 10, empty: 'Give a name.' })
const lines = linesOfText({ max: 10 })

const faults = (schema: typeof line, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message)

describe('one line', () => {
  test('is trimmed and in one Unicode form', () => {
    expect(line.parse('  Zoe\u0308 ')).toBe('Zoë')
  })

  test.each([
    ['', /Give a name/],
    [undefined, /Give a name/],
    ['x'.repeat(11), /at most 10 characters; these are 11/],
    ['a\u200bb', /zero-width space \(U\+200B\)/],
    ['a\u0000b', /NUL/],
    ['a\ud800b', /half a character/],
    ['a\nb', /U\+000A/],
    ['a\u202eb', /direction/],
    [['a', 'b'], /once/],
  ])('%j is refused with a reason', (value, reason) => {
    expect(faults(line, value)).toEqual([expect.stringMatching(reason)])
  })

  test('counts what people count: an emoji is one', () => {
    expect(faults(line, '🔑'.repeat(10))).toBeUndefined()
  })
})

describe('several lines', () => {
  test('may be empty and may break, in one way', () => {
    expect(lines.parse(undefined)).toBe('')
    expect(lines.parse('a\r\nb')).toBe('a\nb')
  })

  test('hold nothing that cannot be seen', () => {
    expect(faults(lines, 'a\n\u0007')).toEqual([expect.stringMatching(/U\+0007/)])
    expect(faults(lines, 'a\u202e')).toEqual([expect.stringMatching(/direction/)])
    expect(faults(lines, 'a\ufffd')).toEqual([expect.stringMatching(/broken/)])
  })

  test('may hold what joins emoji and orders scripts', () => {
    expect(faults(linesOfText({ max: 99 }), '👩‍🚀 می‌خواهم مرحبا\u200f (2)')).toBeUndefined()
  })
})

describe('4 MB of letters with marks', () => {
  const heavy = `a${'\u0301'.repeat(4 * 1024 * 1024)}`

  test.each([
    ['one line', line],
    ['several lines', lines],
  ])('as %s are refused before their Unicode form is looked for', (_, schema) => {
    const normalize = vi.spyOn(String.prototype, 'normalize')
    expect(faults(schema, heavy)).toEqual([
      expect.stringMatching(/at most 10 characters; these are 4,194,305/),
    ])
    expect(normalize).not.toHaveBeenCalled()
  })

  test('are counted in their Unicode form where they may be short enough', () => {
    expect(faults(line, 'a\u0301'.repeat(10))).toBeUndefined()
    expect(line.parse('\u1f84'.normalize('NFD').repeat(10))).toBe('\u1f84'.repeat(10))
  })
})

test('ids', () => {
  expect(['1', '0', '-1', '1e3', '01', '9'.repeat(16), 'x'].map(idFrom)).toEqual([
    1,
    null,
    null,
    null,
    null,
    null,
    null,
  ])
  expect(thingId.safeParse('9'.repeat(20)).success).toBe(false)
})
