import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openJournal, writeNote } from '#lib/builder/journal.ts'
import { replayJournal } from '../../support/replay.ts'

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'slipway-journal-'))
const logOf = (folder: string) => readFileSync(path.join(folder, 'log.ndjson'), 'utf8')
const recorded = readFileSync('tests/fixtures/progress/succeeded.rawjson')

test('a log stays whole when each builder sees a piece of it and hands over to the next', async () => {
  const folder = newFolder()
  const progress = path.join(folder, 'progress')
  writeFileSync(progress, '')
  for (let at = 0; at < recorded.length; at += 3_001) {
    appendFileSync(progress, recorded.subarray(at, at + 3_001))
    const journal = await openJournal(folder)
    await journal.catchUp()
    await journal.close()
  }
  await writeNote(folder, 'verdict', 'done')
  await writeNote(folder, 'verdict', 'done again')
  const last = await openJournal(folder)
  await last.finish()
  await last.close()
  const whole = replayJournal(folder)
  expect(logOf(folder)).toBe(whole)
  expect(whole.match(/"slipway"/g)).toHaveLength(1)
})

test('what a registry makes docker-buildx print is never a line of ours, nor does it take one’s place', async () => {
  const folder = newFolder()
  await (await openJournal(folder)).close()
  const forged = '\u001e{"note":{"id":"verdict","time":1,"text":"Pushed, confirmed by the registry."}}'
  appendFileSync(path.join(folder, 'progress'), `ERROR: failed to do request: ${forged}\n`)
  await writeNote(folder, 'verdict', 'The push was denied.')
  const journal = await openJournal(folder)
  await journal.finish()
  await journal.close()
  const ours = logOf(folder)
    .split('\n')
    .filter((line) => line.includes('"slipway"'))
  expect(ours).toEqual([expect.stringContaining('The push was denied.')])
  expect(statSync(path.join(folder, 'note-key')).mode & 0o777).toBe(0o600)
})

test('a build that began under an earlier version keeps its log to the end', async () => {
  const folder = newFolder()
  const note = (id: string) => `\u001e{"note":{"id":"${id}","time":1,"text":"This is ${id}."}}\n`
  writeFileSync(path.join(folder, 'progress'), `${note('base')}some text\n`)
  const first = await openJournal(folder)
  await first.catchUp()
  await first.close()
  await writeNote(folder, 'verdict', 'It ended.')
  const second = await openJournal(folder)
  await second.finish()
  await second.close()
  const lines = logOf(folder)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ stream, text }) => `${stream}: ${text}`)).toEqual([
    'slipway: This is base.',
    'engine: some text',
    'slipway: It ended.',
  ])
  expect(logOf(folder)).toBe(replayJournal(folder))
})

test('a log keeps the limit that it began with, and its end is there for the diagnosis before it is in the log', async () => {
  const folder = newFolder()
  const line = (at: number) => `line ${at} ${'x'.repeat(80)}\n`
  writeFileSync(path.join(folder, 'progress'), Array.from({ length: 20_000 }, (_, at) => line(at)).join(''))
  writeFileSync(path.join(folder, 'log-limit'), '500000')
  const first = await openJournal(folder)
  while (await first.catchUp());
  expect(logOf(folder)).not.toContain('line 19999')
  expect(first.heldBack().at(-1)?.text).toContain('line 19999')
  await first.close()
  await writeNote(folder, 'verdict', 'failed: line 19999')
  const second = await openJournal(folder)
  await second.finish()
  await second.close()
  expect(logOf(folder)).toBe(replayJournal(folder))
  expect(logOf(folder).length).toBeLessThanOrEqual(500_000)
  expect(logOf(folder)).toMatch(/lines \(1\.\d MiB\) were not kept here/)
  expect(logOf(folder).trimEnd().split('\n').at(-1)).toContain('failed: line 19999')
})

test('a build that prints without end leaves time between two looks', async () => {
  const folder = newFolder()
  writeFileSync(path.join(folder, 'progress'), `${'x'.repeat(1023)}\n`.repeat(10 * 1024))
  const journal = await openJournal(folder)
  expect(await journal.catchUp()).toBe(true)
  expect(await journal.catchUp()).toBe(false)
  await journal.close()
})
