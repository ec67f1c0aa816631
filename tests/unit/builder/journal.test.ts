import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openJournal, writeNote } from '#lib/builder/journal.ts'
import { replayJournal } from '../../support/replay.ts'

const recorded = readFileSync('tests/fixtures/progress/succeeded.rawjson')

test('a log stays whole when each builder sees a piece of it and hands over to the next', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-journal-'))
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
  expect(readFileSync(path.join(folder, 'log.ndjson'), 'utf8')).toBe(whole)
  expect(whole.match(/"slipway"/g)).toHaveLength(1)
})
