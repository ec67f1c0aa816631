import { describe, expect, test } from 'vitest'
import { baseCards, chosenBase } from '#lib/images/base-choice.ts'

const [one, two] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const earlier = { number: 3, base: 'r.example:5000/base:1', baseDigest: one }
const kept = { ...earlier, base: `r.example:5000/base:1@${one}` }
const now = { digest: two, asked: '2 hours ago' }

describe('the choice', () => {
  test('says what the tag means now and what the build had; the newest comes first', () => {
    expect(baseCards(earlier, now)).toEqual([
      {
        value: 'newest',
        label: 'Newest base',
        hint: 'What r.example:5000/base:1 means when the build begins: 222222222222, looked up 2 hours ago.',
      },
      {
        value: 'keep',
        label: 'Base of build #3',
        hint: 'Exactly r.example:5000/base:1@sha256:111111111111…, whatever the tag means now.',
      },
    ])
  })

  test('says that nothing has changed, or that nobody looked', () => {
    const [newest] = baseCards(earlier, { ...now, digest: one }) ?? []
    expect(newest?.hint).toContain('the same as build #3 had')
    expect(baseCards(earlier, null)?.[0].hint).toContain('was not looked up yet')
  })

  test('goes on keeping what is kept, unless told otherwise', () => {
    expect(baseCards(kept, now)?.map(({ value }) => value)).toEqual(['keep', 'newest'])
    // The digest in the reference is what the build had.
    expect(baseCards({ ...kept, baseDigest: null }, { ...now, digest: one })?.[1].hint).toContain('the same')
  })

  test.each([
    ['a digest without a tag', { ...earlier, base: `r.example:5000/base@${one}` }],
    ['a build that never came to its base', { ...earlier, baseDigest: null }],
  ])('is not there for %s', (_, build) => {
    expect(baseCards(build, now)).toBeNull()
  })
})

describe('the base that is built upon', () => {
  test.each([
    ['newest', earlier.base, earlier, earlier.base],
    ['keep', earlier.base, earlier, kept.base],
    ['keep', kept.base, earlier, kept.base],
    ['newest', kept.base, kept, earlier.base],
    ['keep', kept.base, kept, kept.base],
    // The form came back with the kept base in it, and the person chose again.
    ['newest', kept.base, earlier, earlier.base],
    // Another base was typed: it counts as it is, and nothing of it can be kept.
    ['newest', 'debian:13', earlier, 'debian:13'],
    ['newest', `debian:13@${two}`, kept, `debian:13@${two}`],
    ['newest', `r.example:5000/base:1@${two}`, earlier, `r.example:5000/base:1@${two}`],
    ['keep', 'debian:13', earlier, null],
  ] as const)('%s, typed %s', (choice, typed, build, base) => {
    expect(chosenBase(choice, typed, build)).toBe(base)
  })

  test('has a tag to go back to, also where none was typed', () => {
    expect(chosenBase('keep', 'debian', { number: 1, base: 'debian', baseDigest: one })).toBe(
      `debian:latest@${one}`,
    )
  })
})
