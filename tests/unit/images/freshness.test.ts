import { describe, expect, test } from 'vitest'
import { freshnessOf, type Tracked } from '#lib/images/freshness.ts'

const [one, two] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const answered = { sourceDigest: one, sourceFault: null, sourceCheckedAt: 5 }
const silent = { sourceDigest: null, sourceFault: 'It did not answer in time.', sourceCheckedAt: 5 }
const never = { sourceDigest: null, sourceFault: null, sourceCheckedAt: null }

const built = (change: Partial<Tracked> = {}): Tracked => ({
  ...{ source: 'custom', reference: 'r.example/base:1', digest: one, buildNumber: 3, ...answered },
  ...change,
})
const existing = (change: Partial<Tracked> = {}) =>
  built({ source: 'existing', reference: 'r.example/tools:1', buildNumber: null, ...change })

describe('an image that was built', () => {
  test('is fresh while its base means what it meant', () => {
    expect(freshnessOf(built())).toMatchObject({
      state: 'fresh',
      title: 'Up to date with its base',
      remedy: null,
      checkedAt: 5,
    })
  })

  test('is told from which build on its base has changed, and offered a rebuild', () => {
    const freshness = freshnessOf(built({ sourceDigest: two }))
    expect(freshness).toMatchObject({
      state: 'base changed',
      title: 'Its base has changed since build #3',
      remedy: 'rebuild',
    })
    expect(freshness.text).toContain('r.example/base:1 means 222222222222 now')
    expect(freshness.text).toContain('build #3 was made from 111111111111')
  })

  test('with a base kept by tag and digest is compared with the tag', () => {
    const kept = built({ reference: `r.example/base:1@${one}` })
    expect(freshnessOf(kept).state).toBe('fresh')
    const freshness = freshnessOf({ ...kept, sourceDigest: two })
    expect([freshness.state, freshness.text]).toEqual([
      'base changed',
      expect.stringContaining('kept at 1111'),
    ])
  })
})

describe('an existing image', () => {
  test('is fresh, or its tag has moved and the new digest can be taken', () => {
    expect(freshnessOf(existing()).title).toBe('Up to date with its registry')
    expect(freshnessOf(existing({ sourceDigest: two }))).toMatchObject({ state: 'moved', remedy: 'take' })
  })

  test('that was saved without a digest is offered it once its registry has it', () => {
    expect(freshnessOf(existing({ digest: null }))).toMatchObject({
      state: 'moved',
      title: 'Its registry has it now',
      remedy: 'take',
    })
  })

  test('whose URL names tag and digest can only follow when it is edited', () => {
    const kept = existing({ reference: `r.example/tools:1@${one}`, sourceDigest: two })
    expect(freshnessOf(kept)).toMatchObject({ state: 'moved', remedy: 'edit' })
  })
})

describe('what is not known is never called fresh', () => {
  test.each([
    ['a registry that is silent', built(silent)],
    ['a registry that is silent', existing(silent)],
    ['one that was never asked', built(never)],
    ['one that was never asked', existing(never)],
    ['a build that does not say what its base was', built({ digest: null })],
  ])('%s', (_, tracked) => {
    const isSilentRegistry = tracked.source === 'existing' && tracked.sourceFault !== null
    const remedy = isSilentRegistry ? 'look again' : null
    expect(freshnessOf(tracked)).toMatchObject({ state: 'unknown', remedy })
  })

  test('and says why', () => {
    expect(freshnessOf(built(silent)).text).toBe(
      'r.example/base:1 could not be looked up. It did not answer in time.',
    )
  })
})

test.each([built, existing])('a digest without a tag is pinned, whatever was answered', (make) => {
  const reference = `127.0.0.1:5000/base@${one}`
  expect(freshnessOf(make({ reference })).state).toBe('pinned')
  expect(freshnessOf(make({ reference, ...silent })).state).toBe('pinned')
})
