import { expect, test } from 'vitest'
import { cases, failRegistry } from '../../faults/fail-registry.ts'

test('a registry that fails in a push is told apart by how it fails, and nothing is published', async () => {
  expect(await failRegistry(cases.length)).toMatchObject({ lost: 0 })
})
