import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideRunState, type ProcessNow, type Traces } from '#lib/builds/run-state.ts'

const starts = fc.constantFrom(100, 200)
const boots = fc.constantFrom('this boot', 'another boot')
const runner = fc.record({ pid: fc.constantFrom(10, 11), start: starts })
const processNow = fc.option(
  fc.record({ start: starts, state: fc.constantFrom('R', 'S', 'D', 'T', 'Z', 'X') }),
)
const traces: fc.Arbitrary<Traces> = fc.record({
  runners: fc.oneof(
    fc.record({ wrapper: runner, child: runner, boot: boots }),
    fc.constantFrom('damaged' as const, null),
  ),
  boot: fc.option(boots),
  wrapper: processNow,
  child: processNow,
  claimAgeMs: fc.option(fc.nat(60_000)),
  exit: fc.option(fc.nat(255)),
})

const lives = (now: ProcessNow | null, start: number) =>
  now !== null && !'ZX'.includes(now.state) && now.start === start

test('the last word of the command counts, whatever else there is', () => {
  fc.assert(
    fc.property(traces, (seen) => {
      expect(decideRunState(seen) === 'exit').toBe(seen.exit !== null)
    }),
  )
})

test('a build runs only where one of the very processes lives that said so, since this boot', () => {
  fc.assert(
    fc.property(traces, (seen) => {
      const { runners, boot, wrapper, child } = seen
      const isAlive =
        seen.exit === null &&
        runners !== null &&
        runners !== 'damaged' &&
        runners.boot === boot &&
        (lives(wrapper, runners.wrapper.start) || lives(child, runners.child.start))
      expect(decideRunState(seen) === 'running').toBe(isAlive)
    }),
  )
})

test('another wrapper is started only where none can have begun', () => {
  fc.assert(
    fc.property(traces, (seen) => {
      const isUntouched = seen.exit === null && seen.runners === null && seen.claimAgeMs === null
      expect(decideRunState(seen) === 'unborn').toBe(isUntouched)
    }),
  )
})

test('nothing waits for ever: who claimed and never said who it is, is gone after half a minute', () => {
  const silent = { runners: null, boot: 'this boot', wrapper: null, child: null, exit: null }
  expect(decideRunState({ ...silent, claimAgeMs: 1_000 })).toBe('claimed')
  expect(decideRunState({ ...silent, claimAgeMs: 30_001 })).toBe('gone')
})
