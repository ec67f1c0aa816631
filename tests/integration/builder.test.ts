import type { ChildProcess } from 'node:child_process'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { getBuild, requestCancel } from '#db/queries/builds.ts'
import { getImage } from '#db/queries/images.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { catalogue } from '../support/lists.ts'
import { expectWholeLog, logText, untilLogHas } from '../support/whole-log.ts'

let administrator: Viewer
let builder: ChildProcess

beforeAll(() => {
  newDataFolder()
  administrator = someAdministrator()
  builder = startBuilder()
})

afterAll(() => endBuilder(builder, 'SIGTERM'))

const untilRunning = (buildId: number) =>
  vi.waitFor(() => expect(existsSync(path.join(buildFolder(buildId), 'pid.json'))).toBe(true), {
    timeout: 60_000,
  })

describe('a build with APT and pip packages', () => {
  let built: ReturnType<typeof queueBuild>
  beforeAll(async () => {
    built = queueBuild(administrator, 'report-tools', { apt: 'jq\ntree', pip: 'slipway-report>=0.3' })
    await untilFinal(built.buildId)
  })

  test('succeeds with the digest that the registry has, and is in the catalogue', () => {
    const build = getBuild(systemViewer, built.buildId)
    expect(build).toMatchObject({ state: 'succeeded', diagnosis: null })
    expect(build?.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(build?.reference).toBe(`${process.env.SLIPWAY_REGISTRY}/slipway/${built.name}:1`)
    expect(catalogue(systemViewer).rows.map((image) => image.digest)).toContain(build?.digest)
  })

  test('has every line of the engine in its log, and the figures to prove it', async () => {
    expect(logText(built.buildId)).toContain('Setting up jq')
    await expectWholeLog(built.buildId)
  })

  test('the catalogue says what is really inside, dependencies too', () => {
    const packages = getImage(systemViewer, built.name)?.published?.packages ?? []
    const names = packages.map(({ manager, name }) => `${manager} ${name}`)
    expect(names).toEqual(
      expect.arrayContaining(['apt jq', 'apt tree', 'pip slipway-report', 'pip slipway-colours']),
    )
  })

  test('the image, run by its digest, has the packages and nothing of ours', () => {
    const reference = `${process.env.SLIPWAY_REGISTRY}/slipway/${built.name}@${getImage(systemViewer, built.name)?.digest}`
    const script =
      'jq --version; tree --version; python3 -m pip list; ls -d /run/slipway /slipway-manifest 2>&1; id -un'
    const docker = process.env.TEST_DOCKER ?? 'docker'
    const output = execFileSync(docker, ['run', '--rm', reference, 'sh', '-c', script], { encoding: 'utf8' })
    expect(output).toMatch(/^jq-1/m)
    expect(output).toMatch(/^slipway-report\s+0\.3/m)
    expect(output).toMatch(/cannot access '\/run\/slipway'/)
    expect(output).toMatch(/cannot access '\/slipway-manifest'/)
  })

  test('leaves no credentials behind', () => {
    expect(existsSync(dockerConfigOf(buildFolder(built.buildId)))).toBe(false)
  })
})

describe('a build that cannot succeed', () => {
  test('names the APT line that does not exist', async () => {
    const { buildId, name } = queueBuild(administrator, 'no-such-apt', { apt: 'jq\nno-such-package-here' })
    const build = await untilFinal(buildId)
    expect(build).toMatchObject({ state: 'failed', diagnosis: { field: 'apt', lines: [2] } })
    expect(build.diagnosis?.summary).toContain('no-such-package-here')
    await expectWholeLog(buildId)
    expect(getImage(systemViewer, name)).toMatchObject({ isReady: false })
  })

  test('takes no APT line for a pattern that fits other packages', async () => {
    const { buildId } = queueBuild(administrator, 'apt-pattern', { apt: 'jq\nxz.u' })
    const build = await untilFinal(buildId)
    expect(build).toMatchObject({ state: 'failed', diagnosis: { code: 'apt-unknown', lines: [2] } })
  })

  test('names the pip line that does not exist', async () => {
    const { buildId } = queueBuild(administrator, 'no-such-pip', {
      pip: '# tools\nslipway-hello\nno-such-wheel==9',
    })
    const build = await untilFinal(buildId)
    expect(build).toMatchObject({ state: 'failed', diagnosis: { field: 'pip', lines: [3] } })
  })

  test('names the list that the base has no package manager for', async () => {
    const { buildId } = queueBuild(administrator, 'no-conda', { conda: 'numpy' })
    const build = await untilFinal(buildId)
    expect(build).toMatchObject({ state: 'failed', diagnosis: { field: 'conda' } })
    expect(build.diagnosis?.summary).toContain('has no conda')
  })

  test('names the base that does not exist', async () => {
    const { buildId } = queueBuild(administrator, 'no-such-base', {
      base: `${process.env.SLIPWAY_REGISTRY}/no/such:1`,
      apt: 'jq',
    })
    const build = await untilFinal(buildId)
    expect(build).toMatchObject({ state: 'failed', diagnosis: { field: 'base' } })
  })
})

describe('a build that takes its time', () => {
  // Found by APT only after its lists were read, then a download of several hundred MB: long enough to interfere.
  const slow = { apt: 'texlive-latex-recommended' }

  test('ends as cancelled when a person wants that, and leaves no process', async () => {
    const { buildId } = queueBuild(administrator, 'to-cancel', slow)
    await untilRunning(buildId)
    await untilLogHas(buildId, 'Get:')
    expect(requestCancel(administrator, buildId)).toBe(true)
    expect(await untilFinal(buildId, 10_000)).toMatchObject({ state: 'cancelled' })
    expect(requestCancel(administrator, buildId)).toBe(false)
    await expectWholeLog(buildId)
    const { wrapper, child } = JSON.parse(readFileSync(path.join(buildFolder(buildId), 'pid.json'), 'utf8'))
    expect([wrapper, child].filter((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([])
  })

  test('a queued build is cancelled before it starts', async () => {
    await endBuilder(builder, 'SIGTERM')
    const { buildId } = queueBuild(administrator, 'never-started', slow)
    expect(requestCancel(administrator, buildId)).toBe(true)
    builder = startBuilder()
    expect(await untilFinal(buildId)).toMatchObject({ state: 'cancelled', startedAt: null })
  })

  test.each([
    ['SIGKILL', 'graphviz'],
    ['SIGTERM', 'git'],
  ] as const)('survives a builder that ends by %s in the middle', async (signal, apt) => {
    const { buildId } = queueBuild(administrator, `survives-${signal.toLowerCase()}`, { apt })
    await untilLogHas(buildId, 'Get:')
    await endBuilder(builder, signal)
    expect(getBuild(systemViewer, buildId)?.state).toBe('running')
    builder = startBuilder()
    expect(await untilFinal(buildId)).toMatchObject({ state: 'succeeded' })
    await expectWholeLog(buildId)
  })
})
