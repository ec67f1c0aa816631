import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import {
  appendRecords,
  type Chunk,
  chunkSize,
  findLines,
  isFromStart,
  lastLine,
  mostLines,
} from '#components/log/chunks.ts'
import { LogLines } from '#components/log/log-lines.tsx'
import type { LogRecord } from '#lib/builds/step.ts'

const record = (line: number, text = `line ${line}`): LogRecord => ({
  line,
  text,
  time: 0,
  step: 0,
  stream: 'stdout',
})
const records = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => record(from + at))

describe('chunks', () => {
  test('hold every line once, in order, whatever the pieces they came in', () => {
    let chunks: readonly Chunk[] = []
    for (let from = 1; from <= 1000; from += 37) chunks = appendRecords(chunks, records(from, from + 36))
    expect(chunks.flat().map(({ line }) => line)).toEqual(records(1, 1036).map(({ line }) => line))
    expect(chunks.every((chunk) => chunk.length <= chunkSize)).toBe(true)
  })

  test('that are full stay the very same, so they are never rendered again', () => {
    const before = appendRecords([], records(1, chunkSize + 5))
    const after = appendRecords(before, records(chunkSize + 6, chunkSize + 7))
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })

  test('pass over lines that are there already, as after a reconnection', () => {
    const before = appendRecords([], records(1, 10))
    expect(appendRecords(before, records(5, 10))).toBe(before)
    expect(lastLine(appendRecords(before, records(5, 12)))).toBe(12)
  })

  test('of a long log are its end, as much as a page can carry, and never nothing', () => {
    let chunks: readonly Chunk[] = []
    for (let from = 1; from <= 20_000; from += 500) chunks = appendRecords(chunks, records(from, from + 499))
    const lines = chunks.flat().map(({ line }) => line)
    expect(lines.length).toBeGreaterThan(mostLines - chunkSize)
    expect(lines.length).toBeLessThanOrEqual(mostLines)
    expect(lines).toEqual(records(20_001 - lines.length, 20_000).map(({ line }) => line))
    expect(isFromStart(chunks)).toBe(false)
    const long = appendRecords(
      [],
      Array.from({ length: 2_000 }, (_, at) => record(at + 1, 'x'.repeat(8_000))),
    )
    expect(long.flat().length).toBeLessThanOrEqual(250)
    expect(lastLine(long)).toBe(2_000)
  })

  test('behind a gap are what stands behind it: lines in a row are the lines of the log', () => {
    const before = appendRecords([], records(1, 10))
    expect(isFromStart(before)).toBe(true)
    const after = appendRecords(before, records(12, 14))
    expect(after.flat().map(({ line }) => line)).toEqual([12, 13, 14])
  })

  test('are searched as they look: without escapes, whatever the case', () => {
    const coloured = record(3, 'E\u001b[31mRR\u001b[0mor')
    const chunks = appendRecords([], [record(1), record(2), coloured])
    expect(findLines(chunks, 'error')).toEqual([3])
    expect(findLines(chunks, 'LINE')).toEqual([1, 2])
    expect(findLines(chunks, '')).toEqual([])
  })
})

describe('lines', () => {
  const html = (text: string) => renderToStaticMarkup(<LogLines records={[record(12, text)]} path="/log" />)

  test('are links to their place in the whole log, with their time', () => {
    expect(html('hello')).toContain('<li id="L12" data-stream="stdout"><a href="/log?line=12#L12"')
    expect(html('hello')).toContain('title="00:00:00 UTC"')
  })

  test('can never become markup', () => {
    const hostile = '<img src=x onerror=alert(1)>\u001b[31m</span><script>x</script>'
    expect(html(hostile)).not.toMatch(/<img|<script/)
    expect(html(hostile)).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  test('have no classes but the known ones', () => {
    expect(html('\u001b[1;32mok\u001b[0m')).toContain('<span class="text-success font-bold">ok</span>')
  })
})
