import { expect, test } from 'vitest'
import { ownSources, parseListFile, parseSourcesFile, renderSource } from '#scripts/up/apt/sources.ts'

test('reads one-line sources with and without options, and leaves comments and source packages out', () => {
  const text = [
    '# deb http://mirror.example/debian old main',
    'deb [arch=amd64,arm64 signed-by=/usr/share/keyrings/a.gpg] http://mirror.example/debian bookworm main contrib # note',
    'deb-src http://mirror.example/debian bookworm main',
    '  deb http://mirror.example/security bookworm-security main',
  ].join('\n')
  expect(parseListFile(text)).toEqual([
    {
      uris: ['http://mirror.example/debian'],
      suites: ['bookworm'],
      components: ['main', 'contrib'],
      options: { Architectures: 'amd64 arm64', 'Signed-By': '/usr/share/keyrings/a.gpg' },
    },
    {
      uris: ['http://mirror.example/security'],
      suites: ['bookworm-security'],
      components: ['main'],
      options: {},
    },
  ])
})

test('reads deb822 stanzas, leaves disabled ones out and keeps a key that stands in the file', () => {
  const text = [
    'Types: deb deb-src',
    '# a remark',
    'URIs: http://mirror.example/ubuntu',
    'Suites: noble noble-updates',
    'Components: main universe',
    'Signed-By:',
    ' -----BEGIN PGP PUBLIC KEY BLOCK-----',
    ' .',
    ' abc',
    '',
    'Types: deb',
    'Enabled: no',
    'URIs: http://other.example',
    'Suites: noble',
    'Components: main',
  ].join('\n')
  const sources = parseSourcesFile(text)
  expect(sources).toHaveLength(1)
  expect(sources[0]).toMatchObject({ suites: ['noble', 'noble-updates'], components: ['main', 'universe'] })
  expect(sources[0]?.options['Signed-By']).toBe('\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc')
})

test('writes back what it read', () => {
  const [source] = parseListFile('deb [signed-by=/k.gpg] http://mirror.example/debian bookworm main')
  if (!source) throw new Error('not read')
  expect(parseSourcesFile(renderSource(source))).toEqual([source])
})

test('a key inside the file survives being written and read', () => {
  const source = {
    uris: ['http://mirror.example'],
    suites: ['noble'],
    components: ['main'],
    options: { 'Signed-By': '\n -----BEGIN-----\n abc' },
  }
  expect(parseSourcesFile(renderSource(source))).toEqual([source])
})

test('other vendors are left out, whatever their suite is called', () => {
  const sources = parseListFile(
    [
      'deb http://mirror.example/debian bookworm main',
      'deb http://mirror.example/debian bookworm-backports main',
      'deb http://vendor.example/apt cloud-sdk-bookworm main',
      'deb http://vendor.example/node nodistro main',
      'deb http://vendor.example/linux/debian bookworm stable',
    ].join('\n'),
  )
  expect(ownSources(sources, 'bookworm').map(({ uris, suites }) => [uris[0], suites])).toEqual([
    ['http://mirror.example/debian', ['bookworm']],
  ])
})
