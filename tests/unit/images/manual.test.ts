import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseApt } from '#lib/images/apt.ts'
import { parseConda } from '#lib/images/conda.ts'
import { parsePip } from '#lib/images/pip.ts'

const manual = readFileSync('docs/packages.md', 'utf8')

/** The lines in the first column of the table below a heading. */
function examples(heading: string): string[] {
  const part = manual.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const cells = part.split('\n').filter((line) => line.startsWith('| `'))
  return cells.flatMap((line) =>
    [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
  )
}

test.each([
  ['APT', parseApt],
  ['Conda', parseConda],
  ['Pip', (text: string) => parsePip(text, { allowUrls: true })],
])('every line that the manual gives as an example for %s is understood', (heading, parse) => {
  const lines = examples(heading)
  expect(lines.length).toBeGreaterThan(5)
  expect(parse(lines.join('\n')).faults).toEqual([])
})
