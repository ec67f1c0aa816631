import { describe, expect, test } from 'vitest'
import { describeDifference } from '#lib/builds/difference-words.ts'
import { compareSpecs, isSame } from '#lib/builds/spec-difference.ts'
import type { BuildSpec } from '#lib/images/types.ts'

const spec = (part: Partial<BuildSpec>): BuildSpec => ({
  base: 'debian:12',
  pullSecretId: null,
  apt: '',
  conda: '',
  pip: '',
  ...part,
})
const compare = (was: Partial<BuildSpec>, now: Partial<BuildSpec>) => compareSpecs(spec(was), spec(now))

describe('two specs', () => {
  test('that ask for the same do not differ, blanks and empty lines or not', () => {
    const difference = compare({ pip: 'numpy\npandas' }, { pip: '\n numpy \n\npandas\n' })
    expect(isSame(difference)).toBe(true)
    expect(describeDifference(difference)).toEqual([])
  })

  test('differ in base and pull secret', () => {
    expect(describeDifference(compare({}, { base: 'debian:13', pullSecretId: 4 }))).toEqual([
      'Base image url is now debian:13, was debian:12.',
      'Image Pull Secret is another one.',
    ])
  })

  test.each([
    ['added', 'jq', 'jq\ngit', { added: ['git'], removed: [], changed: [] }],
    ['removed', 'jq\ngit', 'git', { added: [], removed: ['jq'], changed: [] }],
    ['all removed', 'jq', '', { added: [], removed: ['jq'], changed: [] }],
    ['changed', 'jq=1', 'jq=2', { added: [], removed: [], changed: [{ was: 'jq=1', now: 'jq=2' }] }],
    ['said twice', 'jq', 'jq\njq', { added: ['jq'], removed: [], changed: [] }],
    ['said once', 'jq\njq', 'jq', { added: [], removed: ['jq'], changed: [] }],
    ['a comment', 'jq', '# tools\njq', { added: ['# tools'], removed: [], changed: [] }],
  ])('differ by a line that was %s', (_, was, now, list) => {
    expect(compare({ apt: was }, { apt: now }).lists).toEqual([
      { manager: 'apt', isReordered: false, ...list },
    ])
  })

  test('pair the lines of one package, each once', () => {
    const [list] = compare({ pip: 'NumPy>=1\nnumpy<3\ntorch' }, { pip: 'numpy>=2\nrequests' }).lists
    expect(list).toMatchObject({
      changed: [{ was: 'NumPy>=1', now: 'numpy>=2' }],
      removed: ['numpy<3', 'torch'],
      added: ['requests'],
    })
  })

  test('differ when only the order does, which conda goes by', () => {
    const difference = compare({ conda: '-c a\n-c b\nnumpy' }, { conda: '-c b\n-c a\nnumpy' })
    expect(describeDifference(difference)).toEqual(['Conda: the same lines in another order.'])
    expect(isSame(difference)).toBe(false)
  })

  test('are told in a sentence for each list, however long', () => {
    const many = Array.from({ length: 9 }, (_, at) => `tool${at}`).join('\n')
    expect(describeDifference(compare({ pip: 'torch==1' }, { apt: many, pip: 'torch==2\nnumpy' }))).toEqual([
      'APT: added tool0, tool1, tool2, tool3, tool4 and 4 more.',
      'Pip: added numpy; changed torch==1 to torch==2.',
    ])
  })
})
