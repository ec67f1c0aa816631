import { describe, expect, test } from 'vitest'
import { isDue, isOpen, newMemory, remember } from '#lib/builder/engine-memory.ts'
import type { KnownEngine } from '#lib/builder/known-engines.ts'

const engine: KnownEngine = {
  id: 7,
  buildsAtOnce: 2,
  isEnabled: true,
  updatedAt: 100,
  testAskedAt: 0,
  openAddress: () => ({ kind: 'builder', name: 'farm' }),
}

function asked(askedAt: number, isReachable = true) {
  const memory = newMemory()
  remember(memory, engine, { askedAt, isReachable })
  return memory
}

describe('an engine takes builds', () => {
  test('once it has answered, not before', () => {
    expect(isOpen(engine, newMemory())).toBe(false)
    expect(isOpen(engine, asked(1_000))).toBe(true)
    expect(isOpen(engine, asked(1_000, false))).toBe(false)
  })

  test('not while it is disabled, and not as what it was before it was edited', () => {
    expect(isOpen({ ...engine, isEnabled: false }, asked(1_000))).toBe(false)
    expect(isOpen({ ...engine, updatedAt: 200 }, asked(1_000))).toBe(false)
  })

  test('not after a build failed there, until it has answered again', () => {
    const memory = { ...asked(1_000), doubtedAt: 1_500 }
    expect(isOpen(engine, memory)).toBe(false)
    remember(memory, engine, { askedAt: 1_600, isReachable: true })
    expect(isOpen(engine, memory)).toBe(true)
  })
})

describe('an engine is asked', () => {
  test('at once when it is new, edited, tested or doubted', () => {
    const now = 2_000
    expect(isDue(engine, newMemory(), now)).toBe(true)
    expect(isDue(engine, asked(1_000), now)).toBe(false)
    expect(isDue({ ...engine, updatedAt: 200 }, asked(1_000), now)).toBe(true)
    expect(isDue({ ...engine, testAskedAt: 1_500 }, asked(1_000), now)).toBe(true)
    expect(isDue(engine, { ...asked(1_000), doubtedAt: 1_500 }, now)).toBe(true)
  })

  test('every 30 seconds, a silent one every 10, and never twice at a time', () => {
    expect([30_999, 31_000].map((now) => isDue(engine, asked(1_000), now))).toEqual([false, true])
    expect([10_999, 11_000].map((now) => isDue(engine, asked(1_000, false), now))).toEqual([false, true])
    expect(isDue(engine, { ...asked(1_000), isAsked: true }, 90_000)).toBe(false)
  })
})
