import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const table =
  readFileSync('docs/coming-from-primehub.md', 'utf8').split('## What cannot happen here')[1] ?? ''
const rows = [...table.matchAll(/^\| (.+) \| `(tests\/\S+)`: (.+) \|$/gm)].map(
  ([, defect = '', file = '', title = '']): [string, string, string] => [defect, file, title],
)

test('the page that promises what cannot happen here has its promises', () => {
  expect(rows.length).toBeGreaterThan(30)
  expect(table.split('\n').filter((line) => line.startsWith('| ')).length).toBe(rows.length + 1)
})

test.each(rows)('“%s” has a test: %s, %s', (_, file, title) => {
  expect(existsSync(file)).toBe(true)
  expect(readFileSync(file, 'utf8')).toContain(title)
})
