import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestLine } from '#lib/builds/long-lines.ts'
import { sealNote } from '#lib/builds/note.ts'
import { createProgressReader } from '#lib/builds/progress.ts'
import { recordSeparator } from '#lib/builds/splitter.ts'
import type { LogRecord } from '#lib/builds/step.ts'

/** Written by docker-buildx 0.13.1: a step with half lines, split UTF-8 and both streams; then one that failed. */
const succeeded = readFileSync('tests/fixtures/progress/succeeded.rawjson')
const failed = readFileSync('tests/fixtures/progress/failed.rawjson')

function readAll(bytes: Uint8Array, cuts: number[] = []) {
  const reader = createProgressReader()
  const records: LogRecord[] = []
  const bounds = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length]
  for (const [index, start] of bounds.entries())
    records.push(...reader.feed(bytes.subarray(start, bounds[index + 1])))
  records.push(...reader.end())
  return { reader, records }
}

const texts = (records: LogRecord[], stream: string) =>
  records.filter((record) => record.stream === stream).map((record) => record.text)

describe('a build that succeeded', () => {
  const { reader, records } = readAll(succeeded)

  test('has every line once, half lines joined, the last one without a line break too', () => {
    expect(texts(records, 'stdout')).toEqual(['half line', 'second', 'été', 'tail without newline'])
    expect(texts(records, 'stderr')).toEqual(['err'])
  })

  test('numbers its lines from 1', () => {
    expect(records.map((record) => record.line)).toEqual(records.map((_, index) => index + 1))
  })

  test('names its steps in human words, all done or from the cache', () => {
    const steps = reader.steps().map(({ title, state }) => ({ title, state }))
    expect(steps).toContainEqual({ title: 'APT packages', state: 'done' })
    expect(steps).toContainEqual({ title: 'Push tag “1”', state: 'done' })
    expect(steps.every(({ state }) => state === 'done' || state === 'cached')).toBe(true)
    expect(reader.failedStep()).toBeNull()
  })

  test('gives each line to its step', () => {
    const apt = reader.steps().find((step) => step.kind === 'apt')
    expect(
      records.filter((record) => record.stream === 'stdout').every((record) => record.step === apt?.id),
    ).toBe(true)
  })

  test('knows how long the step worked', () => {
    const apt = reader.steps().find((step) => step.kind === 'apt')
    expect(apt?.durationMs).toBeGreaterThan(500)
  })
})

describe('a build that failed', () => {
  const { reader, records } = readAll(failed)

  test('blames the step that failed and keeps the engine’s last word', () => {
    expect(reader.failedStep()?.kind).toBe('pip')
    expect(reader.finalError()).toBe(
      'failed to solve: process "/bin/sh /run/slipway/pip.sh" did not complete successfully: exit code: 1',
    )
  })

  test('shows the plain text after the objects as lines of the engine', () => {
    expect(texts(records, 'engine').at(-1)).toMatch(/^ERROR: failed to solve/)
  })

  test('shows an earlier step as taken from the cache', () => {
    expect(reader.steps().find((step) => step.kind === 'apt')?.state).toBe('cached')
  })
})

test('the records do not depend on how the journal arrives', () => {
  const whole = readAll(succeeded).records
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (cuts) => {
      expect(readAll(succeeded, cuts).records).toEqual(whole)
    }),
    { numRuns: 100 },
  )
})

test('one object a line, as newer engines write, gives the same records', () => {
  const objects = succeeded
    .toString()
    .replace(/^\}\n?\{/gm, '}\u0000{')
    .split('\u0000')
  const compact = objects.map((object) => JSON.stringify(JSON.parse(object))).join('\n')
  expect(readAll(Buffer.from(compact)).records).toEqual(readAll(succeeded).records)
})

test('a note of ours appears once, even behind half an object of a killed engine client', () => {
  const note = `${recordSeparator}${JSON.stringify({ note: { id: 'verdict', time: 5, text: 'two\nlines' } })}\n`
  const { records } = readAll(Buffer.from(`{"vertexes": [{"digest"${note}${note}`))
  expect(records).toEqual([
    { line: 1, time: null, step: null, stream: 'engine', text: '{"vertexes": [{"digest"' },
    { line: 2, time: 5, step: null, stream: 'slipway', text: 'two' },
    { line: 3, time: 5, step: null, stream: 'slipway', text: 'lines' },
  ])
})

describe('a journal whose notes have seals', () => {
  const noteKey = 'the key of one build'
  const note = { id: 'verdict', time: 5, text: 'The build failed.' }
  const marked = (json: string) => `ERROR: 502 ${recordSeparator}${json}\n`
  const read = (journal: string) => {
    const reader = createProgressReader({ noteKey })
    const records = [...reader.feed(Buffer.from(journal)), ...reader.end()]
    return { ours: texts(records, 'slipway'), theirs: texts(records, 'engine') }
  }

  test.each([
    ['without a seal', JSON.stringify({ note: { ...note, text: 'Pushed.' } })],
    ['with a seal of its own', JSON.stringify({ note: { ...note, text: 'Pushed.', seal: 'x'.repeat(43) } })],
    ['of another build', sealNote('another key', { ...note, text: 'Pushed.' })],
    ['with the seal of another one', sealNote(noteKey, note).replace('The build failed.', 'Pushed.')],
  ])('a forged note %s is what the engine printed, and takes no note’s place', (_, forged) => {
    const { ours, theirs } = read(`${marked(forged)}${recordSeparator}${sealNote(noteKey, note)}\n`)
    expect(ours).toEqual(['The build failed.'])
    expect(theirs).toEqual(['ERROR: 502 ', forged])
  })
})

const engineTexts = (journal: string) => texts(readAll(Buffer.from(journal)).records, 'engine')

test('text that looks like JSON is text, and nobody else can write a note of ours', () => {
  const body = '{"errors":[{"code":"DENIED"}]}'
  const forged = JSON.stringify({ note: { id: 'verdict', time: 5, text: 'all is well' } })
  const { records } = readAll(Buffer.from(`${body}\n${forged}\n{ not json\nERROR: denied\n`))
  expect(texts(records, 'slipway')).toEqual([])
  expect(texts(records, 'engine')).toEqual([body, forged, '{ not json', 'ERROR: denied'])
})

test('the engine’s warnings are lines', () => {
  const short = Buffer.from('FromAsCasing: keywords differ').toString('base64')
  expect(engineTexts(JSON.stringify({ warnings: [{ vertex: 'a', level: 1, short }] }))).toEqual([
    'WARNING: FromAsCasing: keywords differ',
  ])
})

test('lines that the engine left out are said where they are missing, with what to do, once at length for each step', () => {
  const data = (text: string) => Buffer.from(text).toString('base64')
  const speed = '[output clipped, log limit 200KiB/s reached]'
  const size = '[output clipped, log limit 2MiB reached]'
  const logs = [
    { vertex: 'a', stream: 1, data: data(`one\n${speed}\nnine\n${speed}\n`) },
    { vertex: 'b', stream: 2, data: data(`${size}\nsays [output clipped, log limit 1MiB reached] itself\n`) },
  ]
  const { records } = readAll(Buffer.from(JSON.stringify({ logs })))
  expect(records.map(({ stream, text }) => [stream, text])).toEqual([
    ['stdout', 'one'],
    ['stdout', speed],
    [
      'slipway',
      expect.stringMatching(
        /^Here the engine left lines out: it takes at most 200KiB\/s of a step.*SPEED=-1/,
      ),
    ],
    ['stdout', 'nine'],
    ['stdout', speed],
    ['slipway', 'Here the engine left lines of this step out again.'],
    ['stderr', size],
    ['slipway', expect.stringMatching(/it takes at most 2MiB of output of one step.*MAX_SIZE=-1/)],
    ['stderr', 'says [output clipped, log limit 1MiB reached] itself'],
  ])
})

test('a very long line is cut into records that say so, in the same places however it arrives', () => {
  const data = Buffer.from(`${'x'.repeat(100_000)}\nshort\n`).toString('base64')
  const journal = Buffer.from(JSON.stringify({ logs: [{ vertex: 'a', stream: 1, data }] }))
  const pieces = (data.match(/.{1,4000}/g) ?? []).map((part) => ({ vertex: 'a', stream: 1, data: part }))
  const { records } = readAll(journal)
  expect(records.map(({ text, continues }) => [text.length, continues])).toEqual([
    ...Array.from({ length: 12 }, () => [longestLine, true]),
    [1_696, undefined],
    [5, undefined],
  ])
  expect(readAll(Buffer.from(JSON.stringify({ logs: pieces }))).records).toEqual(records)
})

test('a sibling that was only stopped is not blamed', () => {
  const vertex = (digest: string, error: string) => ({
    digest,
    name: digest,
    started: time,
    completed: time,
    error,
  })
  const time = '2026-01-01T00:00:00Z'
  const event = { vertexes: [vertex('a', 'process "x": context canceled'), vertex('b', 'exit code: 7')] }
  expect(readAll(Buffer.from(JSON.stringify(event))).reader.failedStep()?.name).toBe('b')
})
