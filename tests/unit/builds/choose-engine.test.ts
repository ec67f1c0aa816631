import { expect, test } from 'vitest'
import { chooseEngine } from '#lib/builds/choose-engine.ts'

const engine = (id: number | null, running: number, slots = 2) => ({ id, running, slots })

test.each([
  ['the engine of the last build, whose cache knows the image', [engine(null, 0), engine(7, 1)], 7, 7],
  ['the environment’s, where that was the last', [engine(null, 1), engine(7, 0)], null, null],
  ['another where the last one is full', [engine(null, 0), engine(7, 2)], 7, null],
  ['another where the last one does not answer', [engine(null, 1)], 7, null],
  ['the least loaded for a new image', [engine(null, 1), engine(7, 0)], undefined, 7],
  ['the one with the most room for its size', [engine(null, 1, 2), engine(7, 1, 8)], undefined, 7],
  ['the first of equals', [engine(null, 0), engine(7, 0)], undefined, null],
])('a build goes to %s', (_, engines, last, expected) => {
  expect(chooseEngine(engines, last)?.id).toBe(expected)
})

test('a build waits where no engine has a free slot', () => {
  expect(chooseEngine([engine(null, 2), engine(7, 3, 3)], 7)).toBeUndefined()
  expect(chooseEngine([], undefined)).toBeUndefined()
})
