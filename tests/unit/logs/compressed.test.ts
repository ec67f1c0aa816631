import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeEach, expect, test, vi } from 'vitest'
import { claimBuild, finishBuild } from '#db/queries/build-queue.ts'
import { getBuild } from '#db/queries/builds.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { compressOldLogs } from '#lib/builder/compress-logs.ts'
import { superviseBuild } from '#lib/builder/supervise.ts'
import type { LogRecord } from '#lib/builds/step.ts'
import { buildFolder } from '#lib/config.ts'
import { measureLog, openLog } from '#lib/logs/append.ts'
import { readLogLines } from '#lib/logs/lines.ts'
import { plainLog } from '#lib/logs/plain.ts'
import { isRecordBoundary, logFile, readLogTail } from '#lib/logs/read.ts'
import { searchLog } from '#lib/logs/search.ts'
import { followBuild } from '#lib/logs/sse.ts'
import { queueBuild, someAdministrator } from '../../support/builder.ts'
import { openFreshDatabase } from '../../support/database.ts'

openFreshDatabase()
const administrator: Viewer = someAdministrator()
const days = 24 * 3_600_000
const later = () => Date.now() + 8 * days
const count = 20_000
const record = (line: number): LogRecord => {
  return { line, time: 0, step: 0, stream: 'stdout', text: `line ${line} ${'é'.repeat(line % 60)}` }
}
let id: number
let name = 0

beforeEach(async () => {
  id = queueBuild(administrator, `compressed-${name++}`, { pip: 'x' }).buildId
  claimBuild()
  mkdirSync(buildFolder(id), { recursive: true })
  const log = await openLog(logFile(id))
  await log.append(Array.from({ length: count }, (_, at) => record(at + 1)))
  await log.close()
  writeFileSync(path.join(buildFolder(id), 'progress'), 'what the engine sent')
  await finish()
})

async function finish(): Promise<void> {
  const log = await measureLog(logFile(id))
  finishBuild(id, { state: 'cancelled', diagnosis: null, published: null, log })
}

/** Everything that anyone can get to see of the log. */
async function look() {
  const { nextOffset } = await readLogTail(id)
  const boundaries = await Promise.all([0, 5, nextOffset].map((at) => isRecordBoundary(id, at)))
  const isStillAllowed = async () => true
  const from = Buffer.byteLength(`${JSON.stringify(record(1))}\n`)
  const stream = followBuild({ buildId: id, from, isStillAllowed, signal: new AbortController().signal })
  return {
    tail: await readLogTail(id, 100_000),
    pages: await Promise.all([1, 7_777, count].map((line) => readLogLines(id, line))),
    found: await searchLog(id, 'line 19999'),
    plain: (await Array.fromAsync(plainLog(id))).join(''),
    events: (await Array.fromAsync(stream)).filter((text) => text.includes('event: ')).join(''),
    figures: await measureLog(logFile(id)),
    boundaries,
  }
}

test('a compressed log is read as before: pages, search, download, stream from any byte, figures', async () => {
  const before = await look()
  const { size } = statSync(logFile(id))
  await compressOldLogs(later())
  expect(existsSync(logFile(id))).toBe(false)
  expect(statSync(`${logFile(id)}.gz`).size).toBeLessThan(size / 5)
  expect(readdirSync(buildFolder(id)).sort()).toEqual(['log.ndjson.gz', 'log.ndjson.gz.index'])
  expect(await look()).toEqual(before)
  expect(before.plain.split('\n')).toHaveLength(count + 1)
  expect(before.boundaries).toEqual([true, false, true])
  const first = (await readLogLines(id, 1)).records[0]
  expect(gunzipSync(readFileSync(`${logFile(id)}.gz`)).toString()).toMatch(`${JSON.stringify(first)}\n`)
})

test('a log that ended lately stays as it is', async () => {
  await compressOldLogs(Date.now() + 6 * days)
  expect(readdirSync(buildFolder(id)).sort()).toEqual(['log.ndjson', 'progress'])
})

test('killed in the middle, the plain log counts, and it is compressed the next time', async () => {
  const before = await look()
  const halves = ['.gz', '.gz.tmp', '.gz.index', '.gz.index.tmp']
  for (const half of halves) writeFileSync(logFile(id) + half, '{"size": 3')
  expect(await look()).toEqual(before)
  await compressOldLogs(later())
  expect(existsSync(logFile(id))).toBe(false)
  expect(await look()).toEqual(before)
})

test('a log that is not the one that was recorded is left alone', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  writeFileSync(logFile(id), `${JSON.stringify(record(1))}\n`)
  await compressOldLogs(later())
  expect(existsSync(logFile(id))).toBe(true)
  expect(warn).toHaveBeenCalledWith(
    expect.stringContaining(`build ${id}`),
    expect.stringContaining('recorded'),
  )
  rmSync(buildFolder(id), { recursive: true })
})

test('a database from an old backup learns again how a build ended whose log is compressed', async () => {
  const figures = await measureLog(logFile(id))
  await compressOldLogs(later())
  const queued = queueBuild(administrator, `restored-${name++}`, { pip: 'x' }).buildId
  const job = claimBuild()
  if (job?.id !== queued) throw new Error('Another build was claimed.')
  mkdirSync(buildFolder(queued), { recursive: true })
  for (const file of ['log.ndjson.gz', 'log.ndjson.gz.index'])
    writeFileSync(path.join(buildFolder(queued), file), readFileSync(path.join(buildFolder(id), file)))
  const verdict = { state: 'failed', diagnosis: { summary: 's', advice: 'a', code: 'c' }, published: null }
  writeFileSync(path.join(buildFolder(queued), 'verdict.json'), JSON.stringify(verdict))
  await superviseBuild({ job, stop: new AbortController().signal, onVerdict: () => {} })
  const { state, logLines, logSha256 } = getBuild(systemViewer, queued) ?? {}
  expect({ state, logLines, logSha256 }).toEqual({
    state: 'failed',
    logLines: figures.lines,
    logSha256: figures.sha256,
  })
  expect(existsSync(logFile(queued))).toBe(false)
})
