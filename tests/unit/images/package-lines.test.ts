import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aptArguments, parseApt } from '#lib/images/apt.ts'
import { condaArguments, parseConda } from '#lib/images/conda.ts'
import type { PackageLine, ParsedList } from '#lib/images/package-line.ts'
import { parsePip } from '#lib/images/pip.ts'
import { hostile, hostileApt, hostileConda, hostilePip } from './hostile-lines.ts'
import { legitimateApt, legitimateConda, legitimatePip, legitimateUrls } from './legitimate-lines.ts'

type Parse = (text: string) => ParsedList<PackageLine> & { channels?: string[] }

const withUrls: Parse = (text) => parsePip(text, { allowUrls: true })
const lists: [name: string, parse: Parse][] = [
  ['APT', parseApt],
  ['Conda', (text) => parseConda(text)],
  ['Pip', (text) => parsePip(text)],
  ['Pip with addresses', withUrls],
]

/** Lines of public projects, each below the name of its own. */
const real = (list: string) => readFileSync(`tests/fixtures/lines/${list}.txt`, 'utf8').trim().split('\n')

describe.each<[string, Parse, string[]]>([
  ['APT', parseApt, [...legitimateApt, ...real('apt')]],
  ['Conda', (text) => parseConda(text), [...legitimateConda, ...real('conda')]],
  ['Pip', (text) => parsePip(text), [...legitimatePip, ...real('pip')]],
  ['Pip with addresses', withUrls, [...legitimateUrls, ...real('pip-addresses')]],
])('%s takes what is legitimate', (_, parse, lines) => {
  test.each(lines)('%s', (line) => {
    expect(parse(line).faults).toEqual([])
  })

  test('all in one list, each at its line and as typed', () => {
    const { packages, faults } = parse(lines.join('\n'))
    expect(faults).toEqual([])
    for (const { line, text } of packages) expect(text).toBe(lines[line - 1])
  })
})

describe.each<[string, Parse, string[]]>([
  ['APT', parseApt, [...hostile, ...hostileApt]],
  ['Conda', (text) => parseConda(text), [...hostile, ...hostileConda]],
  ['Pip', (text) => parsePip(text), [...hostile, ...hostilePip]],
])('%s refuses what is hostile', (_, parse, lines) => {
  test.each(lines.map((line) => [line.length > 80 ? `${line.slice(0, 80)}…` : line, line]))(
    '%j',
    (_, line) => {
      const { packages, faults, channels = [] } = parse(line)
      expect(packages).toEqual([])
      expect(channels).toEqual([])
      expect(faults[0]?.reason).toMatch(/^.{10,}$/)
    },
  )

  test('beside a good line, which stays good', () => {
    const { packages, faults } = parse(
      lines
        .slice(0, 400)
        .flatMap((line) => ['numpy', line])
        .join('\n'),
    )
    expect(packages.map((found) => found.text)).toEqual(packages.map(() => 'numpy'))
    expect(faults.map((fault) => fault.line % 2)).not.toContain(1)
  })
})

const fragments = fc.constantFrom(
  ...[
    'numpy',
    'g++',
    '-',
    '--',
    '-c ',
    '::',
    'conda-forge',
    '==',
    '>=',
    '=',
    '~=',
    ',',
    '|',
    ';',
    '[',
    ']',
    '(',
    ')',
  ],
  ...[
    '1.2',
    '*',
    '.*',
    ' ',
    '\t',
    '#',
    ' # ',
    '\\',
    '$(id)',
    `\${A}`,
    '`',
    '"',
    "'",
    '\n',
    '\r',
    '\0',
    '@',
    ':',
    '/',
  ],
  ...[
    'https://',
    'git+https://x/',
    '; python_version',
    '"3.9"',
    '\u2028',
    '\u202e',
    'é',
    '.deb',
    '-y',
    '!',
    '~',
    '^',
  ],
)
const typed = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme-ascii' }),
  fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join('')),
)

describe.each(lists)('%s, whatever is typed', (_, parse) => {
  test('never throws; keeps what it takes unchanged and on its line; hides nothing', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const lines = text.split('\n').map((line) => line.replace(/\r$/, ''))
        const { packages, faults } = parse(text)
        for (const found of packages) {
          expect(found.text).toBe(lines[found.line - 1])
          expect(found.text).not.toMatch(/(?!\t)[\p{Cc}\u2028\u2029\u202a-\u202e]/u)
        }
        const seen = new Set([...packages, ...faults].map(({ line }) => line))
        const isSkipped = (line: string) => line.trim() === '' || /^[ \t]*(#|(-c|--channel)[ =])/.test(line)
        for (const [index, line] of lines.entries()) expect(seen.has(index + 1) || isSkipped(line)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('answers soon, however long and odd the list', () => {
    for (const text of [
      'x'.repeat(2_000_000),
      '\n'.repeat(500_000),
      'x[a]>=1;('.repeat(100_000),
      `${'('.repeat(511)}\n`.repeat(2000),
      `x; ${'('.repeat(500)}\n`.repeat(2000),
      `a${' -c b'.repeat(100)}\n`.repeat(2000),
      `x[${'a=b,'.repeat(120)}\n`.repeat(2000),
      `a=${'1.'.repeat(250)}\n`.repeat(2000),
      '# comment\n'.repeat(200_000),
    ]) {
      const start = performance.now()
      const { packages, faults } = parse(text)
      expect(packages.length + faults.length).toBeLessThanOrEqual(1001)
      expect(performance.now() - start).toBeLessThan(5000)
    }
  })
})

test('what the installers are given is one word of a list, never an option', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { channels, specs } = condaArguments(text)
      for (const argument of [...aptArguments(text), ...channels, ...specs]) {
        expect(argument).toMatch(/^[A-Za-z0-9_][ -~]*$/)
      }
    }),
    { numRuns: 2000 },
  )
})

describe('lines', () => {
  test('are counted as typed: empty ones and comments too, whatever ends them', () => {
    const { packages, faults } = parseApt('# tools\r\n\r\ngit  # for sources\r\n  jq\n\n-y\n')
    expect(packages.map(({ line, text }) => [line, text])).toEqual([
      [3, 'git  # for sources'],
      [4, '  jq'],
    ])
    expect(faults).toMatchObject([{ line: 6, text: '-y' }])
  })

  test('are at most 1,000', () => {
    expect(parseApt('jq\n'.repeat(1000)).faults).toEqual([])
    const { packages, faults } = parseApt('jq\n'.repeat(1005))
    expect(packages).toHaveLength(1000)
    expect(faults).toEqual([{ line: 1001, text: 'jq', reason: expect.stringContaining('at most 1,000') }])
  })

  test('name the character that cannot stay, so that it can be found', () => {
    const reason = (text: string) => parsePip(text).faults[0]?.reason
    expect(reason('numpy\u200b')).toContain('an invisible zero-width space (U+200B)')
    expect(reason('numpy\u202e')).toContain('changes the direction of text (U+202E)')
    expect(reason('nump\u0443')).toContain('“у” (U+0443)')
    expect(reason('numpy\0')).toContain('a NUL character (U+0000)')
    expect(reason('numpy\ud800')).toContain('half a character (U+D800)')
  })

  test('may have a comment in any language', () => {
    expect(parsePip('# für die Übung 😀\nnumpy  # 数値計算').faults).toEqual([])
  })

  test('are shortened in a fault', () => {
    expect(parseApt('x'.repeat(100_000)).faults[0]?.text.length).toBeLessThanOrEqual(120)
  })
})
