import { expect, test } from 'vitest'
import { killServer } from '../../faults/kill-server.ts'

test('web and builder killed while a build is at work or in the queue: it ends truthfully, its log whole', async () => {
  expect(await killServer(2)).toMatchObject({ lost: 0 })
})
