import { expect, test } from 'vitest'
import { killEngine } from '../../faults/kill-engine.ts'

test('an engine that is killed in a pull or in a step ends its build truthfully, and the builder goes on by itself', async () => {
  expect(await killEngine(2)).toMatchObject({ lost: 0 })
})
