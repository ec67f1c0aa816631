import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { getBuild } from '#db/queries/builds.ts'
import { getImage } from '#db/queries/images.ts'
import { systemViewer } from '#lib/access.ts'
import { newDataFolder, queueBuild, someAdministrator, untilFinal } from '../support/builder.ts'
import { expectWholeLog, untilLogHas } from '../support/whole-log.ts'

let port: number
let server: ChildProcess | undefined

beforeAll(async () => {
  port = await freePort()
  newDataFolder()
})

afterAll(() => end('SIGTERM'))

/** `npm start`, as a person types it. */
async function start(): Promise<void> {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    SLIPWAY_URL: `http://127.0.0.1:${port}`,
  } as const
  server = spawn('npm', ['start'], { env, detached: true, stdio: ['ignore', 'ignore', 'inherit'] })
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200), {
    timeout: 60_000,
  })
}

/** Signals npm, its shell, web and builder, all at once. */
async function end(signal: NodeJS.Signals): Promise<void> {
  const ending = server
  if (!ending?.pid) return
  const ended = new Promise((resolve) => ending.once('exit', resolve))
  process.kill(-ending.pid, signal)
  await ended
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

test('web and builder killed in the middle of a build, then npm start: the build ends truthfully, its log whole', async () => {
  await start()
  const { buildId, name } = queueBuild(someAdministrator(), 'survivor', {
    apt: 'sqlite3\nvim-tiny',
    pip: 'slipway-hello',
  })
  await untilLogHas(buildId, 'Get:')
  await end('SIGKILL')
  expect(getBuild(systemViewer, buildId)?.state).toBe('running')
  await start()
  const build = await untilFinal(buildId)
  expect(build).toMatchObject({ state: 'succeeded', digest: expect.stringMatching(/^sha256:/) })
  expect(getImage(systemViewer, name)?.digest).toBe(build.digest)
  await expectWholeLog(buildId)
})
