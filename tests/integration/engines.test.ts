import { type ChildProcess, execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { getBuild } from '#db/queries/builds.ts'
import { insertEngine, setEngineEnabled, updateEngine } from '#db/queries/engine-changes.ts'
import { askForEngineTest, engineTestAskedAt } from '#db/queries/engine-tests.ts'
import { getEngine } from '#db/queries/engines.ts'
import { getImage } from '#db/queries/images.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { getSetting } from '#db/queries/settings.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import type { EngineReport } from '#lib/builds/engine-report.ts'
import { buildFolder } from '#lib/config.ts'
import { sealClientKey } from '#lib/engine/added.ts'
import { askEngine } from '#lib/engine/ask.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  sampleBase,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { openBuildkitDoor } from '../support/buildkit-door.ts'
import type { Pair } from '../support/certificates.ts'
import { newAuthority } from '../support/certificates.ts'
import { type SecondEngine, startSecondEngine } from '../support/second-engine.ts'
import { expectWholeLog, logText, untilLogHas } from '../support/whole-log.ts'

let dataFolder: string
let ada: Viewer
let second: SecondEngine
let client: Pair
let engineId: number
let builder: ChildProcess

// Found by APT only after its lists were read, then a download of several hundred MB: long enough to interfere.
const slow = 'texlive-latex-recommended'

beforeAll(async () => {
  dataFolder = newDataFolder()
  ada = someAdministrator()
  second = await startSecondEngine()
  client = second.authority.issue('client')
  engineId = insertEngine(ada, { ...facts(client), buildsAtOnce: 1 }) ?? 0
  builder = startBuilder()
  await untilReport(engineId, { isReachable: true })
  await untilReport(null, { isReachable: true })
})

afterAll(async () => {
  await endBuilder(builder, 'SIGTERM')
  await second.stop()
})

const facts = ({ certificate, key }: Pair) => ({
  name: 'second',
  kind: 'docker' as const,
  address: second.address,
  caCertificate: second.authority.ca,
  clientCertificate: certificate,
  sealedClientKey: sealClientKey(key),
})

const builderFacts = (address: string) => ({
  name: `builder ${address}`,
  kind: 'builder' as const,
  address,
  caCertificate: '',
  clientCertificate: '',
  sealedClientKey: '',
  buildsAtOnce: 2,
})

/** Null for the engine of the environment. */
function untilReport(id: number | null, wanted: Partial<EngineReport>) {
  const report = () => (id === null ? getSetting('engine')?.value : getEngine(ada, id)?.report)
  return vi.waitFor(() => expect(report()).toMatchObject(wanted), { timeout: 60_000 })
}

function rebuild(name: string, seen: number, apt: string): number {
  const spec = { base: sampleBase(), pullSecretId: null, apt, conda: '', pip: '' }
  const queued = insertRebuild(ada, { name, spec, isFresh: false, seen })
  if (typeof queued === 'string') throw new Error(queued)
  return queued.buildId
}

const engineOf = (buildId: number) => getBuild(systemViewer, buildId)?.engineId

describe('an engine behind TLS', () => {
  let here: ReturnType<typeof queueBuild>
  let there: ReturnType<typeof queueBuild>

  test('takes one of two builds, and the catalogue knows what is in both', async () => {
    here = queueBuild(ada, 'here', { apt: 'jq' })
    there = queueBuild(ada, 'there', { apt: 'tree' })
    const ended = await Promise.all([untilFinal(here.buildId), untilFinal(there.buildId)])
    expect(ended).toMatchObject([
      { state: 'succeeded', engineId: null },
      { state: 'succeeded', engineId },
    ])
    const packages = getImage(systemViewer, there.name)?.published?.packages.map(({ name }) => name)
    expect(packages).toContain('tree')
    const local = { kind: 'docker', host: `unix://${second.socket}`, certificates: null } as const
    // Its image is taken away again, what it made stays in the cache.
    expect(JSON.stringify(await askEngine(local, '/system/df?type=build-cache'))).toContain('/run/slipway/')
    expect(logText(there.buildId)).toContain('This build runs on “second”.')
    await expectWholeLog(there.buildId)
  })

  test('its state, version and disk use are reported', async () => {
    await untilReport(engineId, {
      driver: 'docker',
      engineVersion: expect.stringMatching(/^\d+\./),
      store: 'containerd',
      cacheBytes: expect.any(Number),
    })
  })

  test('its key stands in no file, no argument and no environment once or while a build runs', async () => {
    const folder = buildFolder(there.buildId)
    const [line = ''] = client.key.split('\n').slice(1)
    const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    expect(texts.filter((text) => text.includes(line))).toEqual([])
    expect(existsSync(dockerConfigOf(folder))).toBe(false)
    const buildId = rebuild(there.name, there.buildId, `tree\n${slow}`)
    await untilLogHas(buildId, 'Get:')
    const { child } = JSON.parse(readFileSync(path.join(buildFolder(buildId), 'pid.json'), 'utf8'))
    for (const what of ['environ', 'cmdline'])
      expect(readFileSync(`/proc/${child}/${what}`, 'utf8')).not.toContain(line)
    there = { ...there, buildId }
  })

  test('a builder that is killed meanwhile finds its build on the same engine again', async () => {
    await endBuilder(builder, 'SIGKILL')
    builder = startBuilder()
    await untilReport(engineId, { isReachable: true })
    expect(getBuild(systemViewer, there.buildId)?.state).toBe('running')
    expect(engineOf(there.buildId)).toBe(engineId)
  })

  test('that is killed in the middle of a build: the build says so, and the next goes elsewhere', async () => {
    second.kill()
    const build = await untilFinal(there.buildId, 30_000)
    expect(build).toMatchObject({ state: 'failed', diagnosis: { code: 'engine-died' } })
    await expectWholeLog(there.buildId)
    const next = await untilFinal(rebuild(there.name, there.buildId, 'tree'))
    expect(next).toMatchObject({ state: 'succeeded', engineId: null })
    expect(getEngine(ada, engineId)?.report?.isReachable).toBe(false)
  })

  test('with a client key that its CA does not know: the state says so, and no build goes there', async () => {
    await second.start()
    const stranger = newAuthority().issue('client')
    const seen = getEngine(ada, engineId)?.updatedAt ?? 0
    const change = { ...facts(stranger), id: engineId, seen, buildsAtOnce: 64 }
    expect(updateEngine(ada, change)).toBe('saved')
    await untilReport(engineId, { isReachable: false, fault: expect.stringMatching(/certificate/) })
    const build = await untilFinal(queueBuild(ada, 'not-there', { apt: 'tree' }).buildId)
    expect(build).toMatchObject({ state: 'succeeded', engineId: null })
  })
})

describe('a buildx builder by its name', () => {
  test('that does not exist is told, and takes no build', async () => {
    const id = insertEngine(ada, builderFacts('no-such-builder')) ?? 0
    await untilReport(id, { isReachable: false, fault: expect.stringMatching(/no builder/) })
  })

  test('with the driver remote builds, pushes and tells what is inside, also where the environment’s engine is silent', async () => {
    const door = await openBuildkitDoor(second.socket)
    const env = { ...process.env, BUILDX_CONFIG: path.join(dataFolder, 'buildx') }
    const create = ['create', '--name', 'farm', '--driver', 'remote', door.address]
    execFileSync(process.env.SLIPWAY_BUILDX ?? '', create, { env, stdio: 'ignore' })
    const id = insertEngine(ada, builderFacts('farm')) ?? 0
    await endBuilder(builder, 'SIGTERM')
    vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock')
    builder = startBuilder()
    vi.unstubAllEnvs()
    const built = queueBuild(ada, 'on-the-farm', { apt: 'jq' })
    expect(await untilFinal(built.buildId)).toMatchObject({ state: 'succeeded', engineId: id })
    const packages = getImage(systemViewer, built.name)?.published?.packages.map(({ name }) => name)
    expect(packages).toContain('jq')
    await untilReport(id, { driver: 'remote', cacheBytes: expect.any(Number) })

    door.close()
    setEngineEnabled(ada, id, true)
    askForEngineTest(ada, id)
    await untilReport(id, { isReachable: false, fault: expect.stringMatching(/Nothing answers/) })
    expect(getEngine(ada, id)?.report?.checkedAt).toBeGreaterThanOrEqual(engineTestAskedAt(id))
  })
})
