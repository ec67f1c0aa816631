/** The table of docs/failures.md, made from the corpus. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { labels } from '#components/image-form/labels.ts'
import { diagnosisCodes } from '#lib/builds/diagnosis-codes.ts'
import { diagnoseFixture, type Fixture, listFailures, type Origin, readFailure } from '../support/failures.ts'

export const page = path.resolve('docs/failures.md')
const [start, end] = ['<!-- table: npm run failures:expect -->', '<!-- end of the table -->']

/** The page with its table as the corpus has it now. */
export function withTable(text: string): string {
  const [before = '', rest = ''] = text.split(start)
  return `${before}${start}\n\n${table()}\n\n${end}${rest.split(end)[1] ?? ''}`
}

export function readPage(): string {
  return readFileSync(page, 'utf8')
}

function table(): string {
  const all = listFailures().map(readFailure)
  const rows = diagnosisCodes.map((code) =>
    row(
      code,
      all.filter(({ name }) => path.dirname(name) === code),
    ),
  )
  return ['| code | says, for example | advises | marks | tried on |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  )
}

/** What a real tool printed is the better example. */
function row(code: string, fixtures: Fixture[]): string {
  const example = fixtures.find(({ origin }) => origin === 'captured') ?? fixtures[0]
  if (!example) return `| \`${code}\` | | | | nothing |`
  const { summary, advice, field, lines } = diagnoseFixture(example)
  const marked =
    field === undefined
      ? ''
      : `${labels[field === 'pullSecret' ? 'pullSecretId' : field]}${lines ? ', its lines' : ''}`
  const cells = [`\`${code}\``, summary, advice, marked, counted(fixtures)].map(cell)
  return `| ${cells.join(' | ')} |`
}

function counted(fixtures: readonly Fixture[]): string {
  const origins: Origin[] = ['captured', 'stand-in', 'transcribed', 'slipway']
  const numbers = origins.map(
    (origin) => [origin, fixtures.filter((one) => one.origin === origin).length] as const,
  )
  return numbers.flatMap(([origin, count]) => (count > 0 ? `${count} ${words[origin]}` : [])).join(', ')
}

const words: Record<Origin, string> = {
  captured: 'captured',
  'stand-in': 'of a stand-in',
  transcribed: 'transcribed',
  slipway: 'of Slipway',
}

function cell(text: string): string {
  return text
    .replace(/sha256:[0-9a-f]{64}/g, 'sha256:…')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ')
}
