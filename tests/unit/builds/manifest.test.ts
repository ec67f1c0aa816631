import { expect, test } from 'vitest'
import { readManifest } from '#lib/builds/manifest.ts'

const pip = (...items: unknown[]) => JSON.stringify(items)

test('what the managers wrote is what is installed', () => {
  const conda = pip(
    { name: 'numpy', version: '2.1.0', channel: 'x' },
    { name: 'rich', version: '1', channel: 'pypi' },
  )
  const files = {
    'apt.tsv': 'libstdc++6:amd64\t14.2\njq\t1:1.7~rc1-2\n',
    'conda.json': conda,
    'pip.json': pip({ name: 'rich', version: '1' }),
  }
  expect(readManifest(files)).toEqual({
    packages: [
      { manager: 'apt', name: 'libstdc++6:amd64', version: '14.2' },
      { manager: 'apt', name: 'jq', version: '1:1.7~rc1-2' },
      { manager: 'conda', name: 'numpy', version: '2.1.0' },
      { manager: 'pip', name: 'rich', version: '1' },
    ],
    unread: [],
  })
})

test('a manager that is not there, or said nothing, has nothing installed', () => {
  expect(readManifest({ 'pip.json': '' })).toEqual({ packages: [], unread: [] })
})

test.each([
  ['no file', null],
  [
    'more packages than there are',
    pip(...Array.from({ length: 20_001 }, (_, at) => ({ name: `a${at}`, version: '1' }))),
  ],
  ['a name of 201 characters', pip({ name: 'a'.repeat(201), version: '1' })],
  ['a version of 201 characters', pip({ name: 'a', version: '1'.repeat(201) })],
  ['an escape sequence', pip({ name: '\u001b[31mred', version: '1' })],
  ['a line break', pip({ name: 'a', version: '1\n2' })],
  ['letters that turn the text around', pip({ name: 'a\u202eb', version: '1' })],
  ['another form', pip(null)],
  ['no list', '{"name":"a"}'],
  ['half a list', '[{"name":"a"'],
  ['a list without bottom', '['.repeat(5_000_000)],
])('%s is not believed, and what the others wrote is kept', (_, text) => {
  expect(readManifest({ 'apt.tsv': 'jq\t1.7\n', 'pip.json': text })).toEqual({
    packages: [{ manager: 'apt', name: 'jq', version: '1.7' }],
    unread: ['pip'],
  })
})

test('the status of a process is no table of packages', () => {
  expect(readManifest({ 'apt.tsv': 'Name:\tnode\nno columns\n' }).unread).toEqual(['apt'])
})
