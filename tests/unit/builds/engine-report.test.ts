import { describe, expect, test } from 'vitest'
import { type EngineReport, engineWarnings, isSafeBuildkit, knownVersion } from '#lib/builds/engine-report.ts'

const now = 1_000_000
const well: EngineReport = {
  checkedAt: now - 20_000,
  isReachable: true,
  fault: null,
  driver: 'docker',
  endpoint: 'default',
  engineVersion: '29.4.0',
  buildkitVersion: 'v0.29.0',
  buildxVersion: '0.33.0',
  store: 'containerd',
  platforms: ['linux/amd64'],
  imageBytes: 0,
  cacheBytes: 0,
  freeBytes: 60e9,
  totalBytes: 100e9,
  buildsAtOnce: 2,
}

const titles = (facts: Partial<EngineReport>) =>
  engineWarnings({ ...well, ...facts }, now).map(({ title }) => title)

describe('an engine', () => {
  test('that is well needs no words', () => {
    expect(titles({})).toEqual([])
  })

  test.each<[string, Partial<EngineReport>, RegExp]>([
    ['whose builder is silent', { checkedAt: now - 101_000 }, /builder is not running/],
    ['that does not answer', { isReachable: false, fault: 'Cannot connect' }, /does not answer/],
    ['with little space', { freeBytes: 9e9 }, /10 GB/],
    ['with an old BuildKit', { buildkitVersion: 'v0.13.2' }, /BuildKit 0.13.2 is older than 0.28.1/],
    ['that hides its BuildKit', { buildkitVersion: 'v0.0.0+unknown' }, /does not tell/],
    ['with the classic store', { store: 'classic' }, /classic/],
  ])('%s is told', (_, facts, title) => {
    expect(titles(facts)).toEqual([expect.stringMatching(title)])
  })

  test('whose builder never reported is told', () => {
    expect(engineWarnings(null, now)).toHaveLength(1)
  })
})

test.each([
  ['v0.28.1', true],
  ['0.28.0', false],
  ['v0.9.9', false],
  ['v1.0.0-rc1', true],
  ['v0.0.0+unknown', false],
  ['', false],
  [null, false],
])('BuildKit %s is safe: %s', (version, expected) => {
  expect(isSafeBuildkit(version)).toBe(expected)
})

test('versions that say nothing are not shown', () => {
  expect(['v0.28.1', 'v0.0.0+unknown', null].map(knownVersion)).toEqual(['0.28.1', null, null])
})
