import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { enginePid, machineState, ourProcesses } from './up/machine.ts'
import { type Env, newDataFolder, spawnParts, start, stop, webUrl } from './up/run.ts'

const dataDir = newDataFolder()

test('the second start finds the data and the ports of the first', async () => {
  const first = await start(dataDir)
  const digest = await putBlob(first.env, 'kept')
  await stop(first)
  const second = await start(dataDir)
  expect(second.env).toEqual(first.env)
  expect((await fetch(blobAddress(second.env, digest))).status).toBe(200)
  await stop(second)
})

test('a stop leaves nothing of ours on the machine', async () => {
  const before = machineState(dataDir)
  const run = await start(dataDir)
  expect(ourProcesses(dataDir).length).toBeGreaterThan(0)
  await stop(run)
  expect(ourProcesses(dataDir)).toEqual([])
  expect(machineState(dataDir)).toEqual(before)
})

test('a second start on the same folder is told who has it', async () => {
  const run = await start(dataDir)
  const other = spawnParts(dataDir)
  expect(await text(other.stderr as NodeJS.ReadableStream)).toContain(`${webUrl} (process ${run.child.pid})`)
  expect((await fetch(`${run.env.SLIPWAY_OIDC_ISSUER}/.well-known/openid-configuration`)).ok).toBe(true)
  await stop(run)
})

test('after a kill -9 the next start takes over, and its stop leaves nothing', async () => {
  const before = machineState(dataDir)
  const killed = await start(dataDir)
  const engine = enginePid(dataDir)
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  const next = await start(dataDir)
  expect(next.env).toEqual(killed.env)
  expect(enginePid(dataDir)).toBe(engine)
  await stop(next)
  expect(ourProcesses(dataDir)).toEqual([])
  expect(machineState(dataDir)).toEqual(before)
})

async function putBlob(env: Env, content: string): Promise<string> {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`
  const begun = await fetch(`http://${env.SLIPWAY_REGISTRY}/v2/test/blobs/uploads/`, { method: 'POST' })
  const place = new URL(begun.headers.get('location') ?? '')
  place.searchParams.set('digest', digest)
  await fetch(place, {
    method: 'PUT',
    body: content,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return digest
}

function blobAddress(env: Env, digest: string): string {
  return `http://${env.SLIPWAY_REGISTRY}/v2/test/blobs/${digest}`
}
