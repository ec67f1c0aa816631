import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { claimBuild, finishBuild } from '#db/queries/build-queue.ts'
import { insertCustomImage } from '#db/queries/image-changes.ts'
import { saveClaims } from '#db/queries/users.ts'
import { systemViewer } from '#lib/access.ts'
import type { LogRecord } from '#lib/builds/step.ts'
import { buildFolder } from '#lib/config.ts'
import { type LogWriter, measureLog, openLog } from '#lib/logs/append.ts'
import { plainLog } from '#lib/logs/plain.ts'
import { isRecordBoundary, logFile } from '#lib/logs/read.ts'
import { followBuild } from '#lib/logs/sse.ts'
import { streamTexts } from '#lib/logs/stream.ts'
import { openFreshDatabase } from '../../support/database.ts'

openFreshDatabase()
const claims = {
  issuer: 'i',
  subject: 's',
  name: 'Ada',
  email: null,
  isAdministrator: true,
  groups: [],
  managed: [],
}
const administrator = {
  ...systemViewer,
  userId: saveClaims(claims, { sealedRefreshToken: null, isSignIn: true }),
}
const access = { description: '', type: 'cpu' as const, pullSecretId: null, isGlobal: true, groupIds: [] }
const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }

let buildId: number
let log: LogWriter
let count = 0

beforeEach(async () => {
  buildId = insertCustomImage(administrator, { displayName: `image-${count++}`, ...access, spec }).buildId
  claimBuild()
  mkdirSync(buildFolder(buildId), { recursive: true })
  log = await openLog(logFile(buildId))
})

afterEach(() => log.close())

const record = (line: number): LogRecord => ({
  line,
  time: 0,
  step: null,
  stream: 'stdout',
  text: `line ${line} \u001b[1mé`,
})
const write = (from: number, to: number) =>
  log.append(Array.from({ length: to - from + 1 }, (_, index) => record(from + index)))

async function finish() {
  const figures = await measureLog(logFile(buildId))
  finishBuild(buildId, { state: 'cancelled', diagnosis: null, published: null, log: figures })
  return figures
}

type Event = { name: string; id: number | null; data: unknown }

function follow(from = 0, signal = new AbortController().signal, isStillAllowed = async () => true) {
  return followBuild({ buildId, from, isStillAllowed, signal })
}

function parse(text: string): Event | null {
  const fields = new Map(text.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]))
  const [name, id, data] = ['event', 'id', 'data'].map((field) => fields.get(field))
  return name ? { name, id: id ? Number(id) : null, data: JSON.parse(data ?? '') } : null
}

async function collect(
  events: AsyncGenerator<string>,
  onEvent?: (event: Event) => unknown,
): Promise<Event[]> {
  const seen: Event[] = []
  for await (const text of events) {
    const event = parse(text)
    if (!event) continue
    seen.push(event)
    if ((await onEvent?.(event)) === false) break
  }
  return seen
}

const recordsOf = (events: Event[]) =>
  events.flatMap((event) => (event.name === 'log' ? (event.data as LogRecord[]) : []))

test('a viewer sees every record once, in order, live, and an end that proves it', async () => {
  await write(1, 3)
  let figures: Awaited<ReturnType<typeof finish>> | undefined
  const events = await collect(follow(), async (event) => {
    if (event.name !== 'log' || figures) return
    await write(4, 5_000)
    figures = await finish()
  })
  const records = recordsOf(events)
  expect(records.map(({ line }) => line)).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 1))
  const received = records.map((item) => `${JSON.stringify(item)}\n`).join('')
  expect(events.at(-1)).toEqual({ name: 'end', id: null, data: { state: 'cancelled', ...figures } })
  expect(figures?.sha256).toBe(createHash('sha256').update(received).digest('hex'))
})

test('a viewer who comes back with the last id goes on exactly there', async () => {
  await write(1, 4_000)
  let last = 0
  const first = await collect(follow(), (event) => {
    last = event.id ?? last
    return event.name !== 'log'
  })
  await finish()
  const second = await collect(follow(last))
  const lines = [...recordsOf(first), ...recordsOf(second)].map(({ line }) => line)
  expect(lines).toEqual(Array.from({ length: 4_000 }, (_, index) => index + 1))
})

test('only the start of a record is a place to go on from', async () => {
  await write(1, 2)
  const size = readFileSync(logFile(buildId)).length
  const firstLength = readFileSync(logFile(buildId)).indexOf(10) + 1
  const places = [0, firstLength, size, 5, size + 1, -1, Number.NaN, 1.5]
  const verdicts = await Promise.all(places.map((place) => isRecordBoundary(buildId, place)))
  expect(verdicts).toEqual([true, true, true, false, false, false, false, false])
})

test('a stream ends when the server shuts down or the viewer leaves', async () => {
  await write(1, 1)
  const gone = new AbortController()
  const events = await collect(follow(0, gone.signal), (event) => {
    if (event.name === 'log') gone.abort()
  })
  expect(events.map(({ name }) => name)).not.toContain('end')
})

test('a stream that the server ends says when to come back, one that has ended does not', async () => {
  await write(1, 1)
  const gone = new AbortController()
  const texts: string[] = []
  for await (const text of follow(0, gone.signal)) {
    texts.push(text)
    if (text.includes('event: log')) gone.abort()
  }
  expect(texts.at(-1)).toMatch(/^retry: \d+\n\n$/)
  await finish()
  const whole: string[] = []
  for await (const text of follow()) whole.push(text)
  expect(whole.join('')).not.toContain('retry')
})

test('a record longer than a chunk, and characters that other tools break lines at, arrive whole', async () => {
  const text = `${'x'.repeat(600_000)}\u2028\u2029é`
  await log.append([record(1), { ...record(2), text }, record(3)])
  await finish()
  expect(recordsOf(await collect(follow())).map((item) => item.text)).toEqual([
    record(1).text,
    text,
    record(3).text,
  ])
  const plain: string[] = []
  for await (const piece of plainLog(buildId)) plain.push(piece)
  expect(plain.join('')).toBe(`${record(1).text}\n${text}\n${record(3).text}\n`)
})

test('a line that was too long for one record is one line of text, unless somebody else wrote in between', async () => {
  const part = { ...record(1), text: 'one ', continues: true }
  const other = { ...record(3), step: 1, text: 'other' }
  await log.append([part, { ...record(2), text: 'line' }, { ...part, line: 3 }, { ...other, line: 4 }])
  await log.append([
    { ...other, line: 5, continues: true },
    { ...other, line: 6, stream: 'stderr' },
  ])
  const plain = await Array.fromAsync(plainLog(buildId))
  expect(plain.join('')).toBe('one line\none \nother\nother\nother\n')
})

test('a viewer who may no longer look is shown nothing more, however much has gathered and the clock jumps', async () => {
  await write(1, 50_000)
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  const events = await collect(
    follow(0, undefined, async () => false),
    (event) => {
      if (event.name !== 'log') return
      vi.advanceTimersByTime(60_000)
      vi.setSystemTime(0)
    },
  )
  vi.useRealTimers()
  expect(events.filter(({ name }) => name === 'log')).toHaveLength(1)
  expect(events.at(-1)?.name).toBe('denied')
})

test('a reader who goes away in the middle frees what it held', async () => {
  await write(1, 50_000)
  const texts = follow()
  const reader = streamTexts(texts).getReader()
  await reader.read()
  await reader.cancel()
  expect(await texts.next()).toEqual({ done: true, value: undefined })
})
