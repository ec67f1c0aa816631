import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createProgressReader } from '#lib/builds/progress.ts'
import { presentSteps } from '#lib/builds/step-view.ts'

function stepsOf(file: string, bytes?: number) {
  const reader = createProgressReader()
  reader.feed(readFileSync(`tests/fixtures/progress/${file}.rawjson`).subarray(0, bytes))
  return presentSteps(reader.steps())
}

test('a finished build reads from its preparation to its push', () => {
  expect(stepsOf('succeeded').map(({ title, state }) => `${title}: ${state}`)).toEqual([
    'Prepare: done',
    'Base image: look up: done',
    'Base image: cached',
    'APT packages: done',
    'Write the image: done',
    'Push tag “1”: done',
    'Push tag “latest”: done',
  ])
})

test('a failed step stands in its place', () => {
  expect(stepsOf('failed').at(-1)).toMatchObject({ title: 'Pip packages', state: 'failed' })
})

test('a build that has just begun shows what is to come', () => {
  for (let bytes = 0; bytes < 26_000; bytes += 500) {
    const steps = stepsOf('succeeded', bytes)
    const begun = steps.map(({ startedAt }) => startedAt ?? Number.MAX_SAFE_INTEGER)
    expect(begun).toEqual(begun.toSorted((a, b) => a - b))
    expect(steps.every(({ title }) => title !== '')).toBe(true)
  }
})
