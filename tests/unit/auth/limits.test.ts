import { describe, expect, test } from 'vitest'
import { type Caller, callerKey, spend } from '#lib/auth/limits.ts'
import { takeStream } from '#lib/auth/open-streams.ts'
import { config } from '#lib/config.ts'
import { LimitReached } from '#lib/limit-reached.ts'

let people = 0
const somebody = (): Caller => ({ userId: ++people })

async function spendTimes(times: number, ...what: Parameters<typeof spend>): Promise<unknown[]> {
  const outcomes: unknown[] = []
  for (let at = 0; at < times; at++) outcomes.push(await spend(...what).catch((error: unknown) => error))
  return outcomes
}

describe('asking', () => {
  test('goes well so many times, then says how long to wait', async () => {
    config().SLIPWAY_LIMIT_LOOKUPS = 2
    const outcomes = await spendTimes(3, 'lookUps', somebody())
    expect(outcomes.slice(0, 2)).toEqual([undefined, undefined])
    const refusal = outcomes[2] as LimitReached
    expect(refusal).toBeInstanceOf(LimitReached)
    expect(refusal.message).toMatch(
      /^You had registries asked more than 2 times in a minute. Try again in \d+ second/,
    )
    expect(refusal.seconds).toBeGreaterThan(0)
    expect(refusal.seconds).toBeLessThanOrEqual(60)
  })

  test('counts everybody, and every kind, for itself', async () => {
    Object.assign(config(), { SLIPWAY_LIMIT_LOOKUPS: 1, SLIPWAY_LIMIT_BUILDS: 1 })
    const [one, other] = [somebody(), somebody()]
    await spend('lookUps', one)
    expect(await spendTimes(1, 'lookUps', one)).not.toEqual([undefined])
    expect(await spendTimes(1, 'lookUps', other)).toEqual([undefined])
    expect(await spendTimes(1, 'builds', one)).toEqual([undefined])
  })

  test('has no limit where it is 0', async () => {
    config().SLIPWAY_LIMIT_BUILDS = 0
    expect(await spendTimes(200, 'builds', somebody())).toEqual(Array(200).fill(undefined))
  })

  test('an hour is told in minutes', async () => {
    config().SLIPWAY_LIMIT_BUILDS = 1
    const [, refusal] = await spendTimes(2, 'builds', somebody())
    expect(String(refusal)).toContain('Try again in 60 minutes.')
  })
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::', 'fe80:0:0:0'],
  ['', ''],
])('the address %s counts as %s', (address, network) => {
  expect(callerKey({ address })).toBe(`address ${network}`)
})

test('a person and an address are never the same caller', () => {
  expect(callerKey({ userId: 1 })).not.toBe(callerKey({ address: '1' }))
})

describe('streams', () => {
  test('so many are open at once; one that ends makes place for one, however often it says so', () => {
    config().SLIPWAY_LIMIT_STREAMS = 2
    const [first, second] = [takeStream(-1), takeStream(-1)] as (() => void)[]
    expect(takeStream(-1)).toBeInstanceOf(LimitReached)
    expect(takeStream(-2)).toBeInstanceOf(Function)
    first?.()
    first?.()
    expect(takeStream(-1)).toBeInstanceOf(Function)
    expect(takeStream(-1)).toBeInstanceOf(LimitReached)
    second?.()
    expect(takeStream(-1)).toBeInstanceOf(Function)
  })

  test('any number where the limit is 0', () => {
    config().SLIPWAY_LIMIT_STREAMS = 0
    for (let at = 0; at < 100; at++) expect(takeStream(-3)).toBeInstanceOf(Function)
  })
})
