import { describe, expect, test } from 'vitest'
import { parsePip } from '#lib/images/pip.ts'

describe('the parts of a pip line', () => {
  test.each([
    ['numpy~=1.26', { name: 'numpy', extras: [], specifier: '~=1.26' }],
    ['pandas>=2.0,<3', { name: 'pandas', specifier: '>=2.0,<3' }],
    ['uvicorn[standard]', { name: 'uvicorn', extras: ['standard'], specifier: '' }],
    ['a[b, c] (>=1) # why', { name: 'a', extras: ['b', 'c'], specifier: '>=1' }],
    ['torch===2.1+cu118', { specifier: '===2.1+cu118' }],
    ['Ruamel_Yaml', { name: 'ruamel-yaml' }],
    ['tomli>=1; python_version < "3.11"', { specifier: '>=1', marker: 'python_version < "3.11"' }],
    ['six; os.name == "posix"', { name: 'six', marker: 'os.name == "posix"' }],
  ])('%s', (text, parts) => {
    expect(parsePip(text)).toMatchObject({ packages: [{ ...parts, line: 1, text }], faults: [] })
  })
})

describe('addresses', () => {
  test.each([
    [
      'tool[x] @ https://files.example/t.whl ; python_version > "3"',
      { name: 'tool', url: 'https://files.example/t.whl' },
    ],
    [
      'git+https://git.example/o/My_Tool.git@v1',
      { name: 'my-tool', url: 'git+https://git.example/o/My_Tool.git@v1' },
    ],
    ['git+https://git.example/o/r#egg=tool', { name: 'tool' }],
    ['https://files.example/my_tool-1.0-py3-none-any.whl', { name: 'my-tool' }],
  ])('%s only where they are allowed', (text, parts) => {
    expect(parsePip(text).faults[0]?.reason).toContain('not allowed here')
    expect(parsePip(text, { allowUrls: true })).toMatchObject({ packages: [parts], faults: [] })
  })

  test.each([
    'x @ file:///etc/passwd',
    'git+ssh://git@git.example/o/r',
    'https://me:secret@files.example/x.whl',
    `x @ https://files.example/\${TOKEN}/x.whl`,
    'git+https://git.example/o/r@--upload-pack=id',
    'x @ ../x',
    'https://files.example',
    'x @ https://files.example/`id`',
  ])('%s nowhere', (text) => {
    expect(parsePip(text, { allowUrls: true })).toMatchObject({ packages: [], faults: [{ line: 1 }] })
  })
})

describe('the reason says what to do', () => {
  test.each([
    [
      '--index-url https://x',
      '“--index-url” is an option, not a package. The package index is set by an administrator.',
    ],
    ['--extra-index-url=https://x', 'The package index is set by an administrator'],
    ['-r requirements.txt', 'type the lines of that file'],
    ['-e .', 'A folder cannot be installed here'],
    ['numpy==1.0 --hash=sha256:ab', 'Leave the hash out'],
    ['--pre', 'name==2.0rc1'],
    [`\${TOKEN}`, 'by a variable of the build'],
    ['numpy==1.0 \\', 'would join this line to the next'],
    ['numpy=1.2', 'two “=” between name and version: numpy==1.2'],
    ['numpy 1.2', 'numpy==1.2'],
    ['numpy scipy', 'One package per line'],
    ['numpy>=1.*', '“>=” takes a complete version'],
    ['numpy~=1', 'at least two numbers, as in ~=1.0'],
    ['numpy>=1.0+cpu', 'cannot have a local version'],
    ['numpy==abc', '“abc” is not a version'],
    ['tomli; python_version < 3.11', 'is not a condition that pip knows'],
    ['pip install numpy', 'Leave out the command “pip install”'],
    ['./tool.whl', 'A file or folder cannot be installed here'],
  ])('%s: %s', (text, reason) => {
    expect(parsePip(text).faults[0]?.reason).toContain(reason)
  })
})

describe('comments that pip would not take for comments', () => {
  test('one that hides the next line is refused', () => {
    expect(parsePip('numpy # fast \\\npandas').faults).toMatchObject([{ line: 1 }])
    expect(parsePip('# numpy==1.0 \\\npandas').faults).toEqual([])
  })

  test('one that changes the encoding of the list is refused, where pip looks for it', () => {
    expect(parsePip('# -*- coding: utf-7 -*-\nnumpy').faults).toMatchObject([{ line: 1 }])
    expect(parsePip('\n# coding=latin-1').faults).toMatchObject([{ line: 2 }])
    const hidden = '# coding: \u00a0utf-8 coding=unicode_escape'
    expect(parsePip(`${hidden}\nrequests\n# see\\n--index-url https://evil.example`).faults).toMatchObject([
      { line: 1 },
    ])
    expect(parsePip('# coding: utf-8, coding:raw_unicode_escape').faults).toMatchObject([{ line: 1 }])
    expect(parsePip('# -*- coding: utf-8 -*-\nnumpy\n# for coding: see the wiki').faults).toEqual([])
  })
})
