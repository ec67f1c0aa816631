import { expect, test } from 'vitest'
import { readSources } from '../../support/imports.ts'

/** What changes and is no deed: claims of work, reports and answers of machines, tokens, and parts of other deeds. */
const notDeeds = [
  'build-queue.ts claimBuild',
  'build-queue.ts recordBase',
  'engine-tests.ts askForEngineTest',
  'engine-tests.ts saveEngineReport',
  'first-administrator.ts noteFirstAdministrator',
  'record-audit.ts recordAudit',
  'refresh-tokens.ts replaceRefreshToken',
  'retention.ts endRemoval',
  'settings.ts saveReport',
  'source-checks.ts saveAnswer',
]

type Functions = Map<string, { text: string; isExported: boolean }>

/** The functions at the top of a file, by name. */
function functionsIn(text: string): Functions {
  const pieces = text.split(/^(?=(?:export )?(?:async )?function\*? )/m)
  return new Map(
    pieces.flatMap((piece) => {
      const [, exported, name] = /^(export )?(?:async )?function\*? (\w+)/.exec(piece) ?? []
      return name ? [[name, { text: piece, isExported: exported !== undefined }] as const] : []
    }),
  )
}

/** A function's text with that of those in its file that it calls. */
function reach(all: Functions, name: string, seen = new Set<string>()): string {
  seen.add(name)
  const text = all.get(name)?.text ?? ''
  const called = [...all.keys()].filter(
    (each) => !seen.has(each) && new RegExp(`(?<!['"])\\b${each}\\b(?!['"])`).test(text),
  )
  return [text, ...called.map((each) => (seen.has(each) ? '' : reach(all, each, seen)))].join('\n')
}

function silentIn(text: string): string[] {
  const all = functionsIn(text)
  const names = [...all].filter(([, { isExported }]) => isExported).map(([name]) => name)
  return names.filter((name) => {
    const reached = reach(all, name)
    const writes = /\bdb\(\)\s*\.(insert|update|delete)\(|\bsaveReport\(/.test(reached)
    return writes && !reached.includes('recordAudit(')
  })
}

test('every query that changes something tells the audit trail', () => {
  const silent = readSources()
    .filter(({ file }) => file.startsWith('db/queries/'))
    .flatMap(({ file, text }) => silentIn(text).map((name) => `${file.slice('db/queries/'.length)} ${name}`))
  expect(silent.filter((each) => !notDeeds.includes(each))).toEqual([])
  expect(notDeeds.filter((each) => !silent.includes(each) && !each.startsWith('record-audit'))).toEqual([])
})

test('one that says nothing is found beside one that does, also behind a helper', () => {
  const text = `
export function told() {
  write()
  recordAudit()
}

export function silent() {
  write()
}

function write() {
  db()
    .insert(rows)
}
`
  expect(silentIn(text)).toEqual(['silent'])
})
