import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getBuild, requestCancel } from '#db/queries/builds.ts'
import { systemViewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import { readRunStatus } from '#lib/engine/run-files.ts'
import { sessionOf } from '../support/access/people.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { freePort } from '../support/web.ts'
import { expectWholeLog, untilLogHas } from '../support/whole-log.ts'

let all: ChildProcess
let ended: Promise<number | null>
let url: string
let output = ''

beforeAll(async () => {
  const data = newDataFolder()
  const port = String(await freePort())
  url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    SLIPWAY_DATA: data,
    SLIPWAY_URL: url,
    PORT: port,
  }
  all = spawn('npm', ['start', '--silent'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [all.stdout, all.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk))
  ended = new Promise((resolve) => all.once('exit', resolve))
  while (
    !(await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => pause(),
    ))
  )
    if (all.exitCode !== null) break
  expect(all.exitCode, output).toBeNull()
})
afterAll(() => void (all.exitCode === null && all.kill('SIGKILL')))

const pause = () => new Promise<false>((resolve) => setTimeout(resolve, 100, false))
const lines = () =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Processes of this data folder that are not builds. */
function ours(): string[] {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const pids = new Set(lines().map(({ pid }) => String(pid)))
  return all.split('\n').filter((line) => pids.has(line.trim().split(/\s+/)[0] ?? ''))
}

test('on SIGTERM streams end with a hint to come back, requests are finished, builds go on, and both processes are gone', async () => {
  const ada = someAdministrator()
  // Found by APT only after its lists were read, then a download of several hundred MB: long enough to interfere.
  const { buildId } = queueBuild(ada, 'goes-on', { apt: 'texlive-latex-recommended' })
  await untilLogHas(buildId, 'Get:')
  const headers = { cookie: await sessionOf(ada.userId) }
  const stream = await fetch(`${url}/api/builds/${buildId}/events`, { headers })
  expect(stream.status).toBe(200)
  const text = stream.text()
  all.kill('SIGTERM')
  expect(await text).toMatch(/\nretry: \d+\n\n$/)
  expect(await ended, output).toBe(0)
  expect(ours()).toEqual([])

  const request = stream.headers.get('x-request-id')
  expect(request).toMatch(/^[0-9a-f-]{36}$/)
  const said = lines()
  expect(said.find((line) => line.request === request)).toMatchObject({
    ...{ level: 'info', process: 'web', viewer: ada.userId, method: 'GET', status: 200 },
    path: `/api/builds/${buildId}/events`,
  })
  expect(said.filter(({ level }) => level !== 'info')).toEqual([])
  expect(said.map(({ msg }) => msg)).toContain('The builder has ended; builds that run go on.')

  expect(getBuild(systemViewer, buildId)?.state).toBe('running')
  expect(await readRunStatus(buildFolder(buildId))).toMatchObject({ state: 'running' })
  const next = startBuilder()
  requestCancel(ada, buildId)
  expect(await untilFinal(buildId)).toMatchObject({ state: 'cancelled' })
  await expectWholeLog(buildId)
  await endBuilder(next, 'SIGTERM')
})
