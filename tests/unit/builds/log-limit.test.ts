import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLimitedLog } from '#lib/builds/log-limit.ts'
import type { Line } from '#lib/builds/open-lines.ts'
import type { LogRecord } from '#lib/builds/step.ts'

const line = (text: string): Line => ({ time: 1, step: 0, stream: 'stdout', text })
const bytesOf = (records: readonly LogRecord[]) =>
  records.reduce((sum, record) => sum + Buffer.byteLength(JSON.stringify(record)) + 1, 0)

function keep(lines: readonly Line[], limit: number): LogRecord[] {
  const log = createLimitedLog(limit)
  return [...log.take(lines), ...log.end()]
}

test('a log within its limit is kept as it is', () => {
  const lines = Array.from({ length: 50 }, (_, at) => line(`line ${at}`))
  expect(keep(lines, 100_000)).toEqual(lines.map((each, at) => ({ line: at + 1, ...each })))
})

test('one beyond it keeps its beginning and its last lines, and says in between how much it did not keep', () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => line(`line ${at}`))
  const records = keep(lines, 20_000)
  expect(bytesOf(records)).toBeLessThanOrEqual(20_000)
  expect(records.map((record) => record.line)).toEqual(records.map((_, at) => at + 1))
  const said = records.filter(({ stream }) => stream === 'slipway').map(({ text }) => text)
  expect(said[0]).toBe(
    'The log has reached its limit of 0 MiB. Of what the build prints from here on only the last lines are kept; they follow when it has ended.',
  )
  const missing = 10_000 - (records.length - 2)
  expect(said[1]).toMatch(`${missing.toLocaleString('en')} lines (0.1 MiB) were not kept here.`)
  const at = records.findIndex(({ stream }) => stream === 'slipway')
  expect(records.slice(0, at).map(({ text }) => text)).toEqual(lines.slice(0, at).map(({ text }) => text))
  const end = records.slice(at + 2).map(({ text }) => text)
  expect(end.length).toBeGreaterThan(20)
  expect(end).toEqual(lines.slice(-end.length).map(({ text }) => text))
})

test('one that ends just behind it says that nothing is missing', () => {
  const lines = Array.from({ length: 200 }, (_, at) => line(`line ${at}`))
  const records = keep(lines, 1.3 * bytesOf(keep(lines, 1_000_000)))
  const own = records.filter(({ stream }) => stream === 'slipway').map(({ text }) => text)
  expect(own.at(-1)).toBe('Nothing had to be left out.')
  expect(records.filter(({ stream }) => stream !== 'slipway').map(({ text }) => text)).toEqual(
    lines.map(({ text }) => text),
  )
})

test('never longer than its limit, the same whatever the pieces, every line kept or counted', () => {
  const lengths = fc.array(fc.nat(150), { minLength: 20, maxLength: 200 })
  fc.assert(
    fc.property(lengths, fc.integer({ min: 4_000, max: 40_000 }), fc.nat(), (all, limit, at) => {
      const lines = all.map((length) => line('é"\0'.repeat(length)))
      const records = keep(lines, limit)
      expect(bytesOf(records)).toBeLessThanOrEqual(limit)
      const log = createLimitedLog(limit)
      const cut = at % (lines.length + 1)
      expect([...log.take(lines.slice(0, cut)), ...log.take(lines.slice(cut)), ...log.end()]).toEqual(records)
      const kept = records.filter(({ stream }) => stream !== 'slipway').length
      const gone = /^([\d,]+) lines? /.exec(
        records.find(({ text }) => /^[\d,]+ lines? \(/.test(text))?.text ?? '',
      )
      expect(kept + Number((gone?.[1] ?? '0').replaceAll(',', ''))).toBe(lines.length)
    }),
    { numRuns: 60 },
  )
})
