import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getRebuild } from '#db/queries/rebuild-start.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { systemViewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import type { BuildServer } from '../support/build-server.ts'
import { endBuilder, newDataFolder, someAdministrator, startBuilder, untilFinal } from '../support/builder.ts'
import { type Built, buildImage, condaStarted, inImage, installed } from '../support/built.ts'
import { makeCondaBase } from '../support/conda/base.ts'
import { startChannels } from '../support/conda/channels.ts'
import { deriveRecordingBase, isShell, readStarted, type Started } from '../support/recording-base.ts'
import { startIndex } from '../support/wheels.ts'
import { logText } from '../support/whole-log.ts'

let channels: BuildServer
let index: BuildServer
let builder: ChildProcess
let base: string

beforeAll(async () => {
  newDataFolder()
  base = await makeCondaBase()
  ;[channels, index] = await Promise.all([startChannels(), startIndex()])
  process.env.SLIPWAY_CONDA_CHANNEL_ALIAS = channels.url
  process.env.SLIPWAY_PIP_INDEX_URL = `${index.url}/simple/`
  builder = startBuilder()
})

afterAll(async () => {
  await endBuilder(builder, 'SIGTERM')
  await Promise.all([channels.stop(), index.stop()])
})

/** A file of the context, as the engine was given it. */
const given = (built: Built, file: string) =>
  readFileSync(path.join(buildFolder(built.id), 'context', file), 'utf8')

describe('lines as people type them, in all three lists of one image', () => {
  const apt = 'g++\nlibstdc++6\njq=1.*   # a filter\n\ntree'
  const conda = 'python=3.11.*\n-c conda-forge::numpy==1.17*\n-c pytorch -c fastai fastai'
  let pip: string
  let built: Built

  beforeAll(async () => {
    const wheel = `${index.url}/files/torch-2.4.0-py3-none-any.whl`
    pip = `numpy>=1.2\nscipy >= 1.2, < 2\npandas[all] ; python_version >= "3.8"\nrequests # http\ntorch @ ${wheel}`
    built = await buildImage('package-lines', { base, apt, conda, pip })
  })

  test('the build succeeds', () => {
    expect(built).toMatchObject({ state: 'succeeded', diagnosis: null })
  })

  test('a version range is not dropped', () => {
    expect(installed(built, 'pip')).toMatchObject({ numpy: '2.1.0', scipy: '1.14.0' })
    expect(logText(built.id)).toContain('"Collecting numpy>=1.2"')
    expect(logText(built.id)).toContain('"Collecting scipy<2,>=1.2"')
  })

  test('extras are not dropped', () => {
    expect(installed(built, 'pip')).toMatchObject({ pandas: '2.2.0', openpyxl: '3.1.0' })
    expect(logText(built.id)).toMatch(/Collecting openpyxl>=3/)
  })

  test('a version pattern is not dropped', () => {
    expect(installed(built, 'conda')).toMatchObject({ python: '3.11.9' })
    expect(installed(built, 'apt').jq).toMatch(/^1\./)
  })

  test('a name with “+” is not dropped', () => {
    expect(given(built, 'apt.txt')).toBe('g++\nlibstdc++6\njq=1.*\ntree\n')
    expect(Object.keys(installed(built, 'apt')).map((name) => name.replace(/:.*/, ''))).toEqual(
      expect.arrayContaining(['g++', 'libstdc++6']),
    )
    const asked = inImage(built, 'apt-mark showmanual; g++ --version').split('\n')
    expect(asked).toEqual(expect.arrayContaining(['g++', 'jq', 'libstdc++6', 'tree']))
    expect(asked.join('\n')).toMatch(/^g\+\+ \(Debian/m)
  })

  test('nothing is split at spaces', () => {
    expect(given(built, 'pip.txt')).toBe(`${pip}\n`)
    expect(installed(built, 'pip')).toMatchObject({ requests: '2.32.0', torch: '2.4.0' })
    expect(installed(built, 'pip')).not.toHaveProperty('http')
  })

  test('the manual’s own conda example means what it says', () => {
    expect(installed(built, 'conda')).toMatchObject({ numpy: '1.17.5' })
    expect(inImage(built, 'cat /opt/conda/share/samples/numpy')).toBe('numpy 1.17.5 from conda-forge\n')
  })

  test('channels in front of a package stay', () => {
    expect(condaStarted(built)).toEqual({
      command:
        'conda install --quiet --yes --channel pytorch --channel fastai -- python=3.11.* conda-forge::numpy==1.17* fastai',
      specs: ['python=3.11.*', 'conda-forge::numpy==1.17*', 'fastai'],
    })
    expect(installed(built, 'conda')).toMatchObject({ fastai: '2.7.14', pytorch: '2.1.0' })
  })

  test('a rebuild asks the installers for the same as the first build', async () => {
    const spec = getRebuild(systemViewer, built.name)?.last.spec ?? built.spec
    const made = insertRebuild(someAdministrator(), {
      name: built.name,
      spec,
      isFresh: false,
      seen: built.id,
    })
    if (typeof made === 'string') throw new Error(made)
    const again = { ...(await untilFinal(made.buildId)), name: built.name }
    for (const list of ['apt.txt', 'conda.txt', 'conda-channels.txt', 'pip.txt'])
      expect(given(again, list)).toBe(given(built, list))
    expect(condaStarted(again)).toEqual(condaStarted(built))
    expect(installed(again, 'pip')).toEqual(installed(built, 'pip'))
  })
})

describe('what the steps of a build are started with', () => {
  const marker = '$(touch /pwned) `touch /pwned` ; touch /pwned && "\' > /pwned'
  const apt = ['jq=1.*', 'tree', 'libstdc++6']
  const conda = ["numpy[version='>=1.17,<2',build='*']", 'conda-forge::libblas>=3', 'python=3.11.*']
  const pip = ['numpy>=1.2 ; python_version >= "3" and os_name != \'$(touch /pwned)\'', 'pandas[all] != 9']
  const list = (lines: string[]) => [`# ${marker}`, ...lines.map((line) => `${line} # ${marker}`)].join('\n')
  let built: Built
  let started: Started[]

  beforeAll(async () => {
    const lists = { apt: list(apt), conda: list(conda), pip: list(pip) }
    built = await buildImage('started', { base: deriveRecordingBase('recording', base), ...lists })
    started = built.state === 'succeeded' ? readStarted(built) : []
  })

  const of = (program: string, word = '') =>
    started.filter((each) => each.program === program && each.args.includes(word)).map(({ args }) => args)

  test('the build succeeds', () => {
    expect(built).toMatchObject({ state: 'succeeded', diagnosis: null })
  })

  test('what was typed reaches the installers as arguments and files, each line whole', () => {
    const options = ['-q', '-c', '/run/slipway/apt.conf', 'install', '-y', '--no-install-recommends', '--']
    expect(of('apt-get', 'install')).toEqual([[...options, ...apt]])
    expect(of('conda', 'install')).toEqual([['install', '--quiet', '--yes', '--', ...conda]])
    expect(of('pip', 'install')).toEqual([['install', '--progress-bar', 'off', '-r', '/run/slipway/pip.txt']])
    expect(given(built, 'pip.txt')).toBe(`${list(pip)}\n`)
  })

  test('no shell is started with it: steps run the scripts of Slipway, and no command has a word of a list in it', () => {
    const scripts = started.filter(isShell).map(({ args }) => args)
    const ours = scripts.filter(([script]) => script?.startsWith('/run/slipway/'))
    expect(ours).toEqual(['apt', 'conda', 'pip'].map((name) => [`/run/slipway/${name}.sh`]))
    // The conda of the tests is a shell script itself.
    const others = scripts.filter(([script]) => script !== '/opt/conda/bin/conda.real').flat()
    for (const typed of ['jq=', 'numpy', 'pandas', 'libblas', 'pwned'])
      for (const text of others) expect(text).not.toContain(typed)
    const commands = scripts.filter((args) => args.some((arg) => /^-\w*c$/.test(arg))).flat()
    for (const typed of [...apt, ...conda, ...pip, marker])
      for (const text of commands) expect(text).not.toContain(typed)
  })

  test('what would run in a shell has not run', () => {
    expect(inImage(built, 'ls /')).not.toContain('pwned')
    expect(started.length).toBeGreaterThan(10)
  })
})

describe('what would install something else', () => {
  test('a package that cannot be had fails the build instead of vanishing from it', async () => {
    const built = await buildImage('vanishing', { base, pip: 'numpy>=1.2\nscipy>=9' })
    expect(built).toMatchObject({ state: 'failed', reference: null, diagnosis: { field: 'pip', lines: [2] } })
  })

  test('a line break in the base injects nothing', async () => {
    const built = await buildImage('injected', { base: `${base}\nRUN touch /injected`, apt: 'tree' })
    expect(built).toMatchObject({ state: 'failed', reference: null, diagnosis: { field: 'base' } })
    expect(logText(built.id)).not.toContain('[image')
  })
})
