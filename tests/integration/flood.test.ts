import { expect, test } from 'vitest'
import { floodLog } from '../faults/flood-log.ts'

test('builds that print without end keep a log that says what it left out, and the builder keeps its size', async () => {
  expect(await floodLog(4, 1 / 16)).toEqual({ runs: 4, held: 4, lost: 0 })
})
