import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Evidence, endReasons, judge } from '#lib/builds/judge.ts'

const digest = `sha256:${'a'.repeat(64)}`
const evidence: fc.Arbitrary<Evidence> = fc.record({
  ended: fc.oneof(
    fc.nat(255).map((code) => ({ state: 'exit' as const, code })),
    fc.constant({ state: 'gone' as const }),
  ),
  digest: fc.option(fc.constant(digest)),
  endReason: fc.option(fc.constantFrom(...endReasons)),
})

test('the registry is asked to confirm only what buildx says that it pushed and did not take back', () => {
  fc.assert(
    fc.property(evidence, (found) => {
      const { ended } = found
      const hasPushed = found.digest !== null && (ended.state === 'gone' || ended.code === 0)
      const judgement = judge(found)
      expect(typeof judgement === 'object').toBe(hasPushed)
      if (hasPushed) expect(judgement).toEqual({ pushed: digest })
    }),
  )
})

test('a build is cancelled or over its limit only where we had told it to end', () => {
  fc.assert(
    fc.property(evidence, (found) => {
      const judgement = judge(found)
      if (typeof judgement !== 'object' && judgement !== 'failed' && judgement !== 'interrupted')
        expect(judgement).toBe(found.endReason)
    }),
  )
})

test('a build whose command ended by itself is never called interrupted', () => {
  fc.assert(
    fc.property(evidence, (found) => {
      if (judge(found) === 'interrupted')
        expect(found).toMatchObject({ ended: { state: 'gone' }, digest: null })
    }),
  )
})
