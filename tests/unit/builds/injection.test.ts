import { expect, test } from 'vitest'
import { resistInjection } from '../../faults/security-injection.ts'

test('nothing typed changes the Dockerfile or a command line, and nothing accepted is altered', async () => {
  expect(await resistInjection(10_000)).toMatchObject({ runs: 10_000, lost: 0 })
}, 60_000)
