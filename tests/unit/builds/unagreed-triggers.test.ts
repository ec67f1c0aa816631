import { expect, test } from 'vitest'
import { explainTriggers, triggersToShow } from '#lib/builds/unagreed-triggers.ts'
import { readTriggers } from '#lib/images/triggers.ts'

const base = 'registry.example/team/base:1'
const long = `RUN echo ${'x'.repeat(300)}`

test('a base that runs nothing, or just what was agreed to, is built upon', () => {
  expect(explainTriggers({ base }, [])).toBeNull()
  expect(explainTriggers({ base, triggers: ['RUN a'] }, [])).toBeNull()
  expect(explainTriggers({ base, triggers: ['RUN a', long] }, ['RUN a', long])).toBeNull()
})

test('the form of a rebuild asks about what the build was stopped for, whole and not ticked', () => {
  const spec = { base, triggers: ['RUN a'] }
  const diagnosis = explainTriggers(spec, ['RUN a', long])
  expect(diagnosis?.quote?.[1]).toHaveLength(201)
  const { baseTriggers, isAgreed } = triggersToShow(spec, diagnosis)
  expect(readTriggers(baseTriggers?.[0] ?? '')).toEqual({ base, triggers: ['RUN a', long] })
  expect(isAgreed).toEqual([])
})

test('what was agreed to stands in the form of the next rebuild, ticked; of a base without any nothing does', () => {
  expect(triggersToShow({ base, triggers: ['RUN a'] }, null).isAgreed).toEqual(['yes'])
  expect(triggersToShow({ base }, null)).toEqual({ baseTriggers: [], isAgreed: [] })
})
