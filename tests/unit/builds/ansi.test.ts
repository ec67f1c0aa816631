import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAnsi, stripAnsi } from '#lib/builds/ansi.ts'

const esc = '\u001b'
const shown = (line: string) => parseAnsi(line).map(({ text }) => text)

describe('a line of a log', () => {
  test('without escapes is one piece, tabs and all', () => {
    expect(parseAnsi('a\t<b>b</b>')).toEqual([expect.objectContaining({ text: 'a\t<b>b</b>', colour: null })])
  })

  test('keeps colours and weights, also the bright ones and several at once', () => {
    const [error, rest] = parseAnsi(`${esc}[1;91mERROR${esc}[0m: no`)
    expect(error).toMatchObject({ text: 'ERROR', colour: 'red', isBold: true })
    expect(rest).toMatchObject({ text: ': no', colour: null, isBold: false })
  })

  test('lets go of one style and keeps the others', () => {
    const pieces = parseAnsi(`${esc}[1;3;4;32ma${esc}[22;23mb${esc}[39mc${esc}[24md`)
    expect(pieces.map((piece) => [piece.colour, piece.isBold, piece.isItalic, piece.isUnderlined])).toEqual([
      ['green', true, true, true],
      ['green', false, false, true],
      [null, false, false, true],
      [null, false, false, false],
    ])
  })

  test('swallows the arguments of colours it does not know', () => {
    expect(parseAnsi(`${esc}[38;5;1mx${esc}[48;2;31;31;31my`)).toEqual([
      expect.objectContaining({ text: 'xy', colour: null }),
    ])
  })

  test('leaves out every other sequence but not the text behind it', () => {
    expect(shown(`${esc}]0;title\u0007a${esc}[2Kb${esc}[?25lc${esc}(Bd${esc}]8;;http://x${esc}\\e`)).toEqual([
      'abcde',
    ])
    expect(shown(`a${esc}]0;never closed`)).toEqual(['a0;never closed'])
    expect(shown(`bell\u0007 and C1\u009b`)).toEqual(['bell and C1'])
  })

  test('shows what a carriage return left on the line', () => {
    expect(stripAnsi('10%\r20%\r100%\r')).toBe('100%')
    expect(stripAnsi('\r')).toBe('')
  })

  test('never shows a control character, and shows the same with and without styles', () => {
    const part = fc.constantFrom(
      esc,
      '[',
      '31m',
      ']',
      ';',
      '\u0007',
      '\\',
      '\r',
      'text',
      '\u0000',
      'm',
      '(',
      'B',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const line = parts.join('')
        const text = shown(line).join('')
        expect(text).not.toMatch(/(?!\t)\p{Cc}/u)
        expect(text).toBe(stripAnsi(line))
      }),
    )
  })

  test('takes time in proportion to its length', () => {
    const hostile = `${esc}]${`${esc}[`.repeat(100_000)}`
    const before = performance.now()
    stripAnsi(hostile)
    expect(performance.now() - before).toBeLessThan(5_000)
  }, 30_000)
})
