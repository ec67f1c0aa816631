/** Texts as somebody might type them who wants out of the field: pieces of lines, of shells and of Dockerfiles. */
import fc from 'fast-check'

const harmless = [
  'numpy',
  'g++',
  'conda-forge',
  'jq',
  '1.2',
  'pandas[all]',
  'debian',
  'registry.example/x',
  '2.*',
]
const operators = [
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
  '@',
  ':',
  '::',
  '/',
  '*',
  '!',
  '~',
  '^',
]
const options = ['-', '--', '-c ', '-r ', '--index-url=', '--mount=type=secret', '--push', ' -- ', '-o=']
const escapes = [
  '$(id)',
  '`id`',
  `\${HOME}`,
  '$HOME',
  '"',
  "'",
  '\\',
  '&&',
  '||',
  '>out',
  '<in',
  '<<EOF',
  '#',
  ' # ',
]
const instructions = ['RUN id', 'FROM x', 'ONBUILD RUN id', '#syntax=x', '# escape=`', 'USER root', 'ARG A']
const blanks = [
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\u2028',
  '\u202e',
  '\ufeff',
  '\u00a0',
  '\ud800',
  'é',
  'н',
]
const addresses = [
  'https://',
  'git+https://x/y',
  'file:///etc',
  '../',
  '.deb',
  '.whl',
  '; python_version < "3.9"',
]
const pieces = [harmless, operators, options, escapes, instructions, blanks, addresses]

/** Mostly made of pieces that mean something somewhere; sometimes anything at all. */
export const typedText = fc.oneof(
  { weight: 6, arbitrary: joined(fc.constantFrom(...pieces.flat()), 8) },
  // A line that is fine, and something behind it.
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...harmless), joined(fc.constantFrom(...pieces.flat()), 4)).map(join),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)

function joined(piece: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  return fc.array(piece, { maxLength }).map(join)
}

function join(parts: readonly string[]): string {
  return parts.join('')
}
