import { expect, test } from 'vitest'
import { mapAtMost } from '#lib/engine/map-at-most.ts'

test('no more than wanted is under way at once, all of it is done, and the answers stand in order', async () => {
  const waiting: (() => void)[] = []
  let most = 0
  let running = 0
  const results = mapAtMost(3, [...Array(10).keys()], async (item) => {
    most = Math.max(most, ++running)
    await new Promise<void>((resolve) => waiting.push(resolve))
    running--
    return item * 2
  })
  for (let ended = 0; ended < 10; ended++) {
    while (waiting.length === 0) await Promise.resolve()
    waiting.pop()?.()
  }
  expect(await results).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18])
  expect(most).toBe(3)
})

test('what fails fails all of it', async () => {
  await expect(mapAtMost(2, [1], () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await mapAtMost(2, [], () => Promise.reject(new Error('no')))).toEqual([])
})
