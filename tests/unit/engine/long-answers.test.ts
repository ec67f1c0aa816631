import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { inspectionFault } from '#lib/builds/inspection-fault.ts'
import { callEngine } from '#lib/engine/ask.ts'
import { inspectWith } from '#lib/engine/inspect.ts'
import { readEngineStatus } from '#lib/engine/status.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { setFakeBuildx } from '../../support/fake-buildx.ts'

const signal = new AbortController().signal

/** Whatever it is asked, it prints 9 MB that would all be taken for an answer. */
beforeAll(() => {
  openFreshDatabase()
  setFakeBuildx(`printf '{"manifest":{"digest":"sha256:${'a'.repeat(64)}"},"image":{"rootfs":{},"x":"'
head -c 9000000 /dev/zero | tr '\\0' x
printf '"}}'`)
})

test('a registry’s answer of 9 MB is none that is understood', async () => {
  const answer = await inspectWith('/nowhere', 'registry.example/a:1')
  expect(answer).toMatchObject({
    ok: false,
    fault: 'invalid',
    message: expect.stringContaining('understood'),
  })
}, 30_000)

test('an engine’s answer of 9 MB is none that is understood', async () => {
  const status = await readEngineStatus(
    { kind: 'docker', host: 'tcp://127.0.0.1:1', certificates: null },
    signal,
  )
  expect(status).toMatchObject({ isReachable: false, fault: expect.stringContaining('understood') })
}, 30_000)

test('an engine that answers without end is left', async () => {
  const server = http.createServer((_, response) => {
    const send = () => {
      while (response.writable && response.write(Buffer.alloc(1 << 20)));
    }
    response.on('drain', send)
    send()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
  const call = callEngine(
    { kind: 'docker', host, certificates: null },
    { method: 'GET', path: '/info' },
    { timeoutMs: 30_000 },
  )
  await expect(call).rejects.toThrow('longer than 32 MiB')
  server.closeAllConnections()
  server.close()
}, 30_000)

test('what a registry said is repeated at no more length than it is read', () => {
  expect(inspectionFault(`ERROR: ${'x'.repeat(100_000)}`).message).toHaveLength(300)
})
