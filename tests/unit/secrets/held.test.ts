import { afterEach, expect, test, vi } from 'vitest'
import { systemViewer } from '#lib/access.ts'
import { hold, takeHeld } from '#lib/secrets/held.ts'

const ada = { ...systemViewer, userId: 1 }

afterEach(() => {
  vi.useRealTimers()
})

test('what is held shows nothing and comes back to the same person only', () => {
  const held = hold(ada, 'hush')
  expect(held).not.toContain('hush')
  expect(takeHeld(ada, held)).toBe('hush')
  expect(takeHeld({ ...ada, userId: 2 }, held)).toBeNull()
  expect(takeHeld(ada, '')).toBeNull()
  expect(takeHeld(ada, 'v1.a.b.c')).toBeNull()
})

test('it is gone after an hour', () => {
  vi.useFakeTimers({ now: 0 })
  const held = hold(ada, 'hush')
  vi.setSystemTime(61 * 60_000)
  expect(takeHeld(ada, held)).toBeNull()
})
