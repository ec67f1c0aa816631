import { describe, expect, test } from 'vitest'
import { type DoneTask, estimateBuild } from '#lib/builds/estimate.ts'
import { timeLeft } from '../../../components/build/time-left.ts'

const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: 'requests' }
const more = { ...spec, pip: 'requests\nnumpy' }
const done = (durationMs: number, task: Partial<DoneTask> = {}): DoneTask => ({
  ...{ spec, before: spec, isFresh: false, durationMs },
  ...task,
})

describe('how long a build will take', () => {
  test('goes by builds that had the same to do, not by cached or whole ones', () => {
    const own = [
      done(2_000),
      done(30_000, { spec: more }),
      done(34_000, { spec: more }),
      done(200_000, { before: null }),
    ]
    const task = { spec: more, before: spec, isFresh: false }
    expect(estimateBuild(task, { own, others: [] })).toEqual({ ms: 34_000, count: 2 })
    expect(estimateBuild({ ...task, isFresh: true }, { own, others: [] })).toEqual({ ms: 200_000, count: 1 })
    expect(estimateBuild({ ...task, spec }, { own, others: [] })).toEqual({ ms: 2_000, count: 1 })
  })

  test('goes by all of the image’s builds where none was alike', () => {
    const task = { spec: { ...spec, apt: 'git' }, before: spec, isFresh: false }
    expect(estimateBuild(task, { own: [done(9_000)], others: [] })).toEqual({ ms: 9_000, count: 1 })
  })

  test('a first build goes by first builds of other images with the same kinds of packages', () => {
    const others = [done(60_000, { before: null }), done(5_000, { before: null, spec: { ...spec, pip: '' } })]
    const task = { spec: more, before: null, isFresh: false }
    expect(estimateBuild(task, { own: [], others })).toEqual({ ms: 60_000, count: 1 })
    expect(estimateBuild(task, { own: [], others: [] })).toBeNull()
  })

  test('rests on the newest five', () => {
    const own = [10, 10, 10, 10, 10, 900, 900, 900].map((seconds) => done(seconds * 1000))
    expect(estimateBuild({ spec, before: spec, isFresh: false }, { own, others: [] })?.ms).toBe(10_000)
  })
})

test('the time left is told in words, also when it takes longer', () => {
  expect(timeLeft({ ms: 61_000, count: 3 }, 20_000)).toBe('about 45s left, going by 3 earlier builds')
  expect(timeLeft({ ms: 61_000, count: 1 }, null)).toBe('takes about 1m 05s, going by an earlier build')
  expect(timeLeft({ ms: 61_000, count: 1 }, 62_000)).toBe('longer than an earlier build took (1m 05s)')
  expect(timeLeft({ ms: 4_200, count: 2 }, 4_100)).toBe('about 1s left, going by 2 earlier builds')
})
