import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { LogRecord } from '#lib/builds/step.ts'
import { measureLog, openLog } from '#lib/logs/append.ts'

const records = Array.from({ length: 5 }, (_, index): LogRecord => {
  return { line: index + 1, time: 0, step: 0, stream: 'stdout', text: `line ${index + 1} é` }
})
const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'slipway-log-')), 'log.ndjson')
const whole = records.map((record) => `${JSON.stringify(record)}\n`).join('')

test('a writer that was killed in the middle of a record is taken over without loss or repetition', async () => {
  const file = newFile()
  const first = await openLog(file)
  await first.append(records.slice(0, 2))
  await first.close()
  appendFileSync(file, '{"line":3,"ti')
  const second = await openLog(file)
  await second.append(records.slice(0, 4))
  await second.append(records.slice(3))
  await second.close()
  expect(readFileSync(file, 'utf8')).toBe(whole)
})

test('the figures of a log are those of its bytes', async () => {
  const file = newFile()
  const log = await openLog(file)
  await log.append(records)
  await log.close()
  const sha256 = createHash('sha256').update(whole).digest('hex')
  expect(await measureLog(file)).toEqual({ lines: 5, bytes: Buffer.byteLength(whole), sha256 })
})
