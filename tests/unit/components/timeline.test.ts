import { describe, expect, test } from 'vitest'
import { barOf, elapsedOf, timelineOf } from '#components/build/timeline.ts'
import type { Step } from '#lib/builds/step.ts'

const step = (startedAt: number | null, finishedAt: number | null): Step => ({
  id: 0,
  kind: 'pip',
  title: 'Pip packages',
  name: '',
  state: 'done',
  startedAt,
  finishedAt,
  durationMs: 0,
  transfers: [],
  error: null,
})

describe('the time axis', () => {
  test('goes from the first beginning to the last end', () => {
    expect(timelineOf([step(2000, 9000), step(1000, 2500), step(null, null)], 9999)).toEqual({
      from: 1000,
      to: 9000,
    })
  })

  test('goes on to now while something runs', () => {
    expect(timelineOf([step(1000, 2000), step(2000, null)], 9000)).toEqual({ from: 1000, to: 9000 })
  })

  test('is long enough for four different times on it, and never empty', () => {
    expect(timelineOf([step(null, null)], 5)).toEqual({ from: 5, to: 2005 })
    expect(timelineOf([step(7, 7)], 9)).toEqual({ from: 7, to: 2007 })
  })
})

describe('a bar', () => {
  const timeline = { from: 100, to: 300 }

  test('lies where the step was', () => {
    expect(barOf(step(150, 200), timeline, 999)).toEqual({ left: 25, width: 25 })
    expect(barOf(step(200, null), timeline, 300)).toEqual({ left: 50, width: 50 })
  })

  test('is absent before the step began, and never has a negative width', () => {
    expect(barOf(step(null, null), timeline, 300)).toBeNull()
    expect(barOf(step(300, null), timeline, 250)).toEqual({ left: 100, width: 0 })
  })
})

test('a step counts its time at work once it ended', () => {
  expect(elapsedOf({ ...step(100, 900), durationMs: 300 }, 999)).toBe(300)
  expect(elapsedOf(step(100, null), 350)).toBe(250)
  expect(elapsedOf(step(null, null), 350)).toBeNull()
})
