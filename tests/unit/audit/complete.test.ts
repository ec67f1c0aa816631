import { expect, test } from 'vitest'
import { readSources } from '../../support/imports.ts'

/** What changes and is no deed of a person: claims of work, reports, answers, tokens. */
const notDeeds = [
  'build-queue.ts',
  'engine-tests.ts',
  'groups.ts',
  'record-audit.ts',
  'refresh-tokens.ts',
  'scheduled-rebuilds.ts',
  'sealed.ts',
  'source-checks.ts',
]

test('every query that changes something tells the audit trail', () => {
  const silent = readSources()
    .filter(({ file }) => file.startsWith('db/queries/'))
    .filter(({ text }) => /\bdb\(\)\s*\.(insert|update|delete)\(/.test(text))
    .filter(({ text }) => !text.includes('recordAudit('))
    .map(({ file }) => file.slice('db/queries/'.length))
  expect(silent.filter((file) => !notDeeds.includes(file))).toEqual([])
})
