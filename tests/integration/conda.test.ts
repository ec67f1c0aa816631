import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getBuild } from '#db/queries/builds.ts'
import { getImage } from '#db/queries/images.ts'
import { systemViewer } from '#lib/access.ts'
import type { BuildServer } from '../support/build-server.ts'
import { endBuilder, newDataFolder, startBuilder } from '../support/builder.ts'
import { buildImage, condaStarted, inImage, installed } from '../support/built.ts'
import { makeCondaBase } from '../support/conda/base.ts'
import { startChannels } from '../support/conda/channels.ts'
import { logText } from '../support/whole-log.ts'

let channels: BuildServer
let builder: ChildProcess
let base: string

beforeAll(async () => {
  newDataFolder()
  channels = await startChannels()
  process.env.SLIPWAY_CONDA_CHANNEL_ALIAS = channels.url
  base = await makeCondaBase()
  builder = startBuilder()
})

afterAll(async () => {
  await endBuilder(builder, 'SIGTERM')
  await channels.stop()
})

const build = (displayName: string, conda: string, more: { base?: string; pip?: string } = {}) =>
  buildImage(displayName, { base, conda, ...more })

const sample = (name: string) => `cat /opt/conda/share/samples/${name}`

describe('what a conda line means', () => {
  test('the manual’s own example, “-c conda-forge::numpy==1.17*”, means channel conda-forge, numpy 1.17.*', async () => {
    const built = await build('conda-manual', '-c conda-forge::numpy==1.17*')
    expect(built).toMatchObject({ state: 'succeeded' })
    expect(condaStarted(built)).toEqual({
      command: 'conda install --quiet --yes -- conda-forge::numpy==1.17*',
      specs: ['conda-forge::numpy==1.17*'],
    })
    expect(installed(built, 'conda')).toEqual({ numpy: '1.17.5', python: '3.12.3', libblas: '3.9.0' })
    expect(inImage(built, sample('numpy'))).toBe('numpy 1.17.5 from conda-forge\n')
    expect(inImage(built, sample('python'))).toBe('python 3.12.3 from main\n')
  })

  test('“-c pytorch -c fastai fastai” adds both channels, the first one first', async () => {
    const built = await build('conda-fastai', '-c pytorch -c fastai fastai')
    expect(condaStarted(built)).toEqual({
      command: 'conda install --quiet --yes --channel pytorch --channel fastai -- fastai',
      specs: ['fastai'],
    })
    expect(installed(built, 'conda')).toMatchObject({
      fastai: '2.7.14',
      pytorch: '2.1.0',
      fastcore: '1.5.29',
    })
    expect(inImage(built, sample('fastprogress'))).toBe('fastprogress 1.0.0 from pytorch\n')
  })

  test('channels on lines of their own count in the order of the lines', async () => {
    const built = await build('conda-order', 'fastai\n-c fastai\n-c pytorch')
    expect(condaStarted(built).command).toBe(
      'conda install --quiet --yes --channel fastai --channel pytorch -- fastai',
    )
    expect(inImage(built, sample('fastprogress'))).toBe('fastprogress 1.0.3 from fastai\n')
  })

  test.each([
    ['conda-glob', 'python=3.11.*', '3.11.9'],
    ['conda-fuzzy', 'python=3.11', '3.11.9'],
    ['conda-exact', 'python==3.11.8', '3.11.8'],
    ['conda-range', 'python>=3.10,<3.11', '3.10.14'],
    ['conda-words', 'python 3.11.8 0', '3.11.8'],
    ['conda-keys', "python[version='>=3.10,<3.12']", '3.11.9'],
  ])('a version is not dropped: %s, %s installs %s', async (name, line, version) => {
    const built = await build(name, line)
    expect(condaStarted(built).specs).toEqual([line])
    expect(installed(built, 'conda')).toEqual({ python: version })
  })
})

describe('an image with conda packages', () => {
  test('keeps what its base has, and has no package cache and no settings of the build in it', async () => {
    const first = await build('conda-first', '-c conda-forge::numpy==1.17*', { pip: 'slipway-hello' })
    expect(first).toMatchObject({ state: 'succeeded' })
    const second = await build('conda-second', '# more\n-c fastai fastcore', { base: first.reference ?? '' })
    expect(installed(second, 'conda')).toMatchObject({ numpy: '1.17.5', fastcore: '1.5.29' })
    expect(inImage(second, 'cd /opt/conda/pkgs && ls -A && cat urls.txt')).toBe(
      'urls.txt\nthe base had this\n',
    )
    expect(inImage(second, 'cat /opt/conda/.condarc; ls -d /run/slipway 2>&1 || true')).toBe(
      'channels: ["main"]\nls: cannot access \'/run/slipway\': No such file or directory\n',
    )
    expect(getImage(systemViewer, second.name)?.published?.packages).toContainEqual({
      ...{ manager: 'pip', name: 'slipway-hello', version: '1.1.0' },
    })
  })

  test('packages come from the cache when another image needs them again', async () => {
    await build('conda-once', 'python=3.10')
    const before = channels.asked.length
    expect(await build('conda-again', 'python=3.10.14')).toMatchObject({ state: 'succeeded' })
    const fetched = channels.asked.slice(before).filter((path) => path.includes('python'))
    expect(fetched).toEqual([])
  })
})

describe('what conda cannot do is told at the lines', () => {
  test('packages and versions that no channel has', async () => {
    const built = await build('conda-unknown', 'python=3.11\n-c conda-forge nosuch-pkg\nnumpy=9\n')
    expect(built).toMatchObject({
      state: 'failed',
      diagnosis: { code: 'conda-unknown', field: 'conda', lines: [2, 3] },
    })
    expect(built.diagnosis?.summary).toContain('“nosuch-pkg” and “numpy”')
    expect(logText(built.id)).toContain('PackagesNotFoundError')
  })

  test('packages that do not go together', async () => {
    const built = await build('conda-conflict', 'python\n-c pytorch -c fastai fastai\nfastcore<1.5')
    expect(built).toMatchObject({
      state: 'failed',
      diagnosis: { code: 'conda-conflict', field: 'conda', lines: [2, 3] },
    })
    expect(getBuild(systemViewer, built.id)?.reference).toBeNull()
  })

  test('a channel that is not there', async () => {
    const built = await build('conda-channel', 'python\n-c no-such-channel numpy')
    expect(built).toMatchObject({
      state: 'failed',
      diagnosis: { code: 'conda-channel', field: 'conda', lines: [2] },
    })
    expect(built.diagnosis?.summary).toContain('no-such-channel')
  })
})
