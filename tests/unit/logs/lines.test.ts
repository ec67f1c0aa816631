import { mkdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LogRecord } from '#lib/builds/step.ts'
import { buildFolder } from '#lib/config.ts'
import { openLog } from '#lib/logs/append.ts'
import { linesPerPage, readLogLines } from '#lib/logs/lines.ts'
import { logFile } from '#lib/logs/read.ts'
import { searchLog } from '#lib/logs/search.ts'
import { openFreshDatabase } from '../../support/database.ts'

/** Lines of very different lengths, some longer than what is read at once. */
function record(line: number): LogRecord {
  const text = line % 997 === 0 ? `needle ${'x'.repeat(20_000)}` : `line ${line} ${'é'.repeat(line % 300)}`
  return { line, time: null, step: 0, stream: 'stdout', text }
}

async function writeLog(buildId: number, records: LogRecord[]): Promise<void> {
  mkdirSync(buildFolder(buildId), { recursive: true })
  const log = await openLog(logFile(buildId))
  await log.append(records)
  await log.close()
}

const count = 12_345

beforeAll(async () => {
  openFreshDatabase()
  await writeLog(
    1,
    Array.from({ length: count }, (_, at) => record(at + 1)),
  )
})

describe('a page of a long log', () => {
  test.each([1, 2, 999, 1000, 1001, 6789, 12_000, 12_001, 12_345])(
    'has line %i, and every line is right',
    async (line) => {
      const page = await readLogLines(1, line)
      expect(page.count).toBe(count)
      expect(page.first).toBe(Math.floor((line - 1) / linesPerPage) * linesPerPage + 1)
      const last = Math.min(page.first + linesPerPage - 1, count)
      expect(page.records.map((each) => each.line)).toEqual(
        Array.from({ length: last - page.first + 1 }, (_, at) => page.first + at),
      )
      expect(page.records.find((each) => each.line === line)).toEqual(record(line))
    },
  )

  test('is the last one for a line behind the end, the first for none, and empty without a log', async () => {
    expect((await readLogLines(1, 99_999_999)).first).toBe(12_001)
    expect((await readLogLines(1, 0)).first).toBe(1)
    expect(await readLogLines(2, 5)).toEqual({ records: [], first: 1, count: 0 })
  })
})

describe('the search of a whole log', () => {
  test('finds lines anywhere, however long and whatever the case', async () => {
    const { hits, hasMore } = await searchLog(1, 'NEEDLE X')
    expect(hits.map((each) => each.line)).toEqual([
      997, 1994, 2991, 3988, 4985, 5982, 6979, 7976, 8973, 9970, 10_967, 11_964,
    ])
    expect(hasMore).toBe(false)
  })

  test('sees the text as it looks: through escapes, with quotes and backslashes as themselves', async () => {
    const texts = ['E\u001b[31mRR\u001b[0mor', 'say "hi" \\ there', '100% [done]']
    await writeLog(
      3,
      texts.map((text, at) => ({ ...record(at + 1), text })),
    )
    for (const [at, words] of ['error', '"HI" \\', '% [d'].entries())
      expect((await searchLog(3, words)).hits.map((each) => each.line)).toEqual([at + 1])
  })

  test('stops where there are too many to read, and says so', async () => {
    const { hits, hasMore } = await searchLog(1, 'line')
    expect([hits.length, hasMore]).toEqual([500, true])
    expect(await searchLog(1, '')).toEqual({ hits: [], hasMore: false })
    expect(await searchLog(2, 'x')).toEqual({ hits: [], hasMore: false })
  })
})
