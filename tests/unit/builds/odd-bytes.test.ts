import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestLine } from '#lib/builds/long-lines.ts'
import { longestObject } from '#lib/builds/object-scanner.ts'
import { createProgressReader } from '#lib/builds/progress.ts'
import { recordSeparator } from '#lib/builds/splitter.ts'
import type { LogRecord } from '#lib/builds/step.ts'

function read(pieces: readonly Uint8Array[], limit?: number): LogRecord[] {
  const reader = createProgressReader({ limit })
  return [...pieces.flatMap((piece) => reader.feed(piece)), ...reader.end()]
}

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const bounds = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return bounds.slice(1).map((end, index) => bytes.subarray(bounds[index], end))
}

/** What programs print and what no program should: noise, halves of characters, escapes, very long lines. */
const noise = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom(
      '\n',
      '\r',
      '\r\n',
      '\0',
      ' ',
      '\u001b[31m',
      '\u001b[',
      '50 %\r',
      'é',
      '日本',
      '🐳',
      'ERROR: ',
    )
    .map((text) => Buffer.from(text)),
  fc
    .constantFrom([0xf0, 0x9f], [0xe2, 0x82], [0xc3], [0x80], [0xff, 0xfe])
    .map((bytes) => Buffer.from(bytes)),
  fc
    .record({ text: fc.constantFrom('x', ' ', '🐳', 'é', '\r'), by: fc.integer({ min: -3, max: 3 }) })
    .map(({ text, by }) => Buffer.from(text.repeat(longestLine / text.length + by))),
)
const output = fc.array(noise, { maxLength: 12 }).map((parts) => Buffer.concat(parts))
const cuts = fc.array(fc.nat(), { maxLength: 30 })

function eventOf(data: Buffer, indent: number): Buffer {
  const log = { vertex: 'a', stream: 1, data: data.toString('base64'), timestamp: '2026-01-01T00:00:00Z' }
  return Buffer.from(`${JSON.stringify({ logs: [log] }, null, indent)}\n`)
}

const journal = fc
  .array(
    fc.oneof(
      output,
      fc.tuple(output, fc.constantFrom(0, 2)).map(([data, indent]) => eventOf(data, indent)),
      fc
        .constantFrom(recordSeparator, '{', '}', '{"', '\\', '"', ' {}\n', '{"logs": [\n')
        .map((text) => Buffer.from(text)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat(parts))

describe('whatever bytes there are', () => {
  test('the records do not depend on how the journal is cut', () => {
    const isSame = (bytes: Buffer, at: number[]) => {
      expect(read(cutAt(bytes, at))).toEqual(read([bytes]))
    }
    fc.assert(fc.property(journal, cuts, isSame), { numRuns: 150 })
  })

  test('the lines of a step do not depend on how the engine cuts its output', () => {
    const texts = (pieces: Buffer[]) =>
      read(pieces.map((piece) => eventOf(piece, 0))).map(({ text, continues }) => ({ text, continues }))
    const isSame = (bytes: Buffer, at: number[]) => {
      expect(texts(cutAt(bytes, at))).toEqual(texts([bytes]))
    }
    fc.assert(fc.property(output, cuts, isSame), { numRuns: 150 })
  })

  test('every character of a step is in its lines, and no character is parted', () => {
    const isAll = (bytes: Buffer) => {
      const records = read([eventOf(bytes, 0)])
      const text = records.map((record) => record.text + (record.continues ? '' : '\n')).join('')
      const printed = bytes.toString('utf8')
      const ended = printed === '' || printed.endsWith('\n') ? printed : `${printed}\n`
      expect(text).toBe(ended.replaceAll('\r\n', '\n'))
      for (const record of records) expect(record.text.isWellFormed()).toBe(true)
    }
    fc.assert(fc.property(output, isAll), { numRuns: 150 })
  })

  test('every record is one line of JSON that reads back the same', () => {
    const isOneLine = (bytes: Buffer) => {
      for (const record of read([bytes])) {
        const json = JSON.stringify(record)
        expect(json).not.toContain('\n')
        expect(JSON.parse(Buffer.from(json).toString('utf8'))).toEqual(record)
      }
    }
    fc.assert(fc.property(journal, isOneLine), { numRuns: 100 })
  })
})

test('a line of text without an end is cut like one of a step, an endless event is left out and said to be', () => {
  const lines = read([Buffer.from('x'.repeat(20_000)), Buffer.from(`${'x'.repeat(5_000)}\nshort\n`)])
  expect(lines.map(({ text, continues }) => [text.length, continues])).toEqual([
    [longestLine, true],
    [longestLine, true],
    [longestLine, true],
    [25_000 - 3 * longestLine, undefined],
    [5, undefined],
  ])
  const piece = Buffer.from(`"${'y'.repeat(1 << 20)}",`)
  const endless = [Buffer.from('{"logs":['), ...Array(longestObject / (1 << 20) + 1).fill(piece)]
  const said = '[An event of the engine’s client was left out: it was longer than 16 MiB.]'
  expect(read([...endless, Buffer.from('1]}\nback\n')]).map(({ text }) => text)).toEqual([said, 'back'])
  expect(read(endless).map(({ text }) => text)).toEqual([said])
})
