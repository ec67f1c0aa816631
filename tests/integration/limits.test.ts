import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import { type BuildServer, leaveBuildsWaiting } from '../support/build-server.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { expectWholeLog, logText } from '../support/whole-log.ts'

let administrator: Viewer
let builder: ChildProcess
let silent: BuildServer

beforeAll(async () => {
  newDataFolder()
  administrator = someAdministrator()
  silent = await leaveBuildsWaiting()
  process.env.SLIPWAY_PIP_INDEX_URL = `${silent.url}/simple/`
})

afterAll(async () => {
  await endBuilder(builder, 'SIGTERM')
  await silent.stop()
})

/** A builder with limits of its own. */
function startWith(limits: Record<string, string>): ChildProcess {
  Object.assign(process.env, { SLIPWAY_BUILD_TIMEOUT: '', SLIPWAY_BUILD_SILENCE: '' }, limits)
  return startBuilder()
}

function expectNoProcess(buildId: number): void {
  const { wrapper, child } = JSON.parse(readFileSync(path.join(buildFolder(buildId), 'pid.json'), 'utf8'))
  expect([wrapper, child].filter((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([])
}

test('a build of which nothing is heard is stopped, told so, and leaves no process', async () => {
  builder = startWith({ SLIPWAY_BUILD_SILENCE: '3' })
  const { buildId } = queueBuild(administrator, 'silent', { pip: 'slipway-hello' })
  const build = await untilFinal(buildId, 60_000)
  expect(build).toMatchObject({ state: 'failed', diagnosis: { code: 'silence' } })
  expect(build.diagnosis?.summary).toBe('Nothing was heard of the build for 3 seconds, and it was stopped.')
  expect(logText(buildId)).toContain('Nothing was heard of the build')
  await expectWholeLog(buildId)
  expectNoProcess(buildId)
})

test('a build that runs for too long is stopped, though another builder began it', async () => {
  await endBuilder(builder, 'SIGTERM')
  builder = startWith({})
  // Found by APT only after its lists were read, then a download of several hundred MB.
  const { buildId } = queueBuild(administrator, 'endless', { apt: 'texlive-latex-recommended' })
  await expect
    .poll(() => existsSync(path.join(buildFolder(buildId), 'pid.json')), { timeout: 60_000 })
    .toBe(true)
  await endBuilder(builder, 'SIGKILL')
  builder = startWith({ SLIPWAY_BUILD_TIMEOUT: '2' })
  const build = await untilFinal(buildId, 60_000)
  expect(build).toMatchObject({ state: 'failed', diagnosis: { code: 'timeout' } })
  expect(build.diagnosis?.summary).toBe('The build ran longer than 2 seconds and was stopped.')
  await expectWholeLog(buildId)
  expectNoProcess(buildId)
})
