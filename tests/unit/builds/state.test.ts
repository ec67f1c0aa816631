import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BuildState, buildStates, canMove, isFinal } from '#lib/builds/state.ts'

const attempts = fc.array(fc.constantFrom(...buildStates), { maxLength: 30 })

/** Every state that a build is in while somebody tries to move it about. */
function walk(tried: readonly BuildState[]): BuildState[] {
  const states: BuildState[] = ['queued']
  for (const to of tried) if (canMove(states.at(-1) ?? 'queued', to)) states.push(to)
  return states
}

test('whatever is tried, a build ends once, in one state, and stays there', () => {
  fc.assert(
    fc.property(attempts, (tried) => {
      const states = walk(tried)
      expect(states.filter(isFinal).length).toBeLessThanOrEqual(1)
      expect(states.slice(0, -1).some(isFinal)).toBe(false)
    }),
  )
})

test('whatever is tried, nothing succeeds, fails or is interrupted that did not run, and nothing waits twice', () => {
  fc.assert(
    fc.property(attempts, (tried) => {
      const states = walk(tried)
      expect(states.lastIndexOf('queued')).toBe(0)
      expect(states.filter((state) => state === 'running').length).toBeLessThanOrEqual(1)
      const isUnlikely = states.some((state) => isFinal(state) && state !== 'cancelled')
      if (isUnlikely) expect(states).toContain('running')
    }),
  )
})

test('every state can be reached, and from every state that is not final an end', () => {
  const reachable = new Set(buildStates.filter((to) => buildStates.some((from) => canMove(from, to))))
  expect(buildStates.filter((state) => !reachable.has(state))).toEqual(['queued'])
  const isOpen = (state: BuildState) => buildStates.some((to) => isFinal(to) && canMove(state, to))
  expect(buildStates.filter((state) => !isFinal(state)).every(isOpen)).toBe(true)
})
