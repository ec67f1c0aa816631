import { expect, test } from 'vitest'
import { breakProxy } from '../faults/break-proxy.ts'
import { crowdSlowly } from '../faults/crowd-slowly.ts'
import { loseConnection } from '../faults/lose-connection.ts'

test('viewers whose connections break off see every byte of a log once, in order', async () => {
  expect(await loseConnection(3)).toEqual({ runs: 3, held: 3, lost: 0 })
})

test('so do those behind a proxy that drops and truncates, though the web process is killed meanwhile', async () => {
  expect(await breakProxy(3)).toEqual({ runs: 3, held: 3, lost: 0 })
})

test('slow viewers cost little and keep nobody waiting', async () => {
  expect(await crowdSlowly(50)).toEqual({ runs: 50, held: 50, lost: 0 })
})
