import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildContext, manifestContext, type PinnedBase, UnusableBase } from '#lib/builds/context.ts'
import type { BuildSpec } from '#lib/images/types.ts'

const base: PinnedBase = {
  name: 'docker.io/library/debian',
  digest: `sha256:${'0'.repeat(64)}`,
  user: '',
  env: {},
}
const empty: BuildSpec = { base: 'debian:12', pullSecretId: null, apt: '', conda: '', pip: '' }
const instructions = (dockerfile = '') => dockerfile.split('\n').map((line) => line.split(' ')[0])

describe('the Dockerfile', () => {
  test('pins the base and has one step for each list', () => {
    const { Dockerfile } = buildContext({ ...empty, apt: 'jq', conda: 'numpy', pip: 'flask' }, base)
    expect(Dockerfile).toContain(`FROM docker.io/library/debian@${base.digest} AS image\n`)
    const [, , , apt, conda, pip] = Dockerfile?.split('\n') ?? []
    expect([apt, conda, pip].map((line) => line?.match(/"\/run\/slipway\/(\w+)\.sh"/)?.[1])).toEqual([
      'apt',
      'conda',
      'pip',
    ])
  })

  test('has no step for an empty list or one of comments', () => {
    const { Dockerfile } = buildContext({ ...empty, apt: '  \n# nothing', pip: 'flask' }, base)
    expect(Dockerfile).not.toContain('apt.sh')
  })

  test('restores the user of the base', () => {
    const { Dockerfile } = buildContext({ ...empty, pip: 'flask' }, { ...base, user: 'jovyan:users' })
    expect(instructions(Dockerfile)).toEqual(['FROM', 'USER', 'ARG', 'RUN', 'USER', ''])
    expect(Dockerfile).toContain('\nUSER jovyan:users\n')
  })

  test('is the same whatever the lists say', () => {
    const plain = buildContext({ ...empty, apt: 'jq', pip: 'flask' }, base).Dockerfile
    fc.assert(
      fc.property(fc.string(), fc.string(), (apt, pip) => {
        const { Dockerfile } = buildContext({ ...empty, apt: `jq\n${apt}`, pip: `flask\n${pip}` }, base)
        expect(Dockerfile).toBe(plain)
      }),
    )
  })

  test.each([
    { user: 'a b' },
    { user: 'root\nRUN evil' },
    { name: 'debian AS x' },
    { name: '--platform=x' },
    { digest: 'sha256:short' },
  ])('refuses a base whose facts are not plain: %j', (facts) => {
    expect(() => buildContext({ ...empty, apt: 'jq' }, { ...base, ...facts })).toThrow(UnusableBase)
  })

  test('keeps conda’s cache where the base has its conda, if that is a plain path', () => {
    const withConda = (folder: string) =>
      buildContext({ ...empty, conda: 'numpy' }, { ...base, env: { CONDA_DIR: folder } })
    expect(withConda('/srv/conda').Dockerfile).toContain('target=/srv/conda/pkgs,')
    expect(() => withConda('/srv,source=/etc')).toThrow(UnusableBase)
  })
})

test('package caches are shared only by builds of one owner on one base', () => {
  const cacheOf = (spec: Partial<BuildSpec>, trustDomain?: string) =>
    buildContext({ ...empty, apt: 'jq', ...spec }, base, { trustDomain }).Dockerfile?.match(
      /id=(slipway-apt-\w+)/,
    )?.[1]
  expect(cacheOf({})).toBe(cacheOf({ pip: 'flask' }))
  expect(cacheOf({})).not.toBe(cacheOf({}, 'group 1'))
  expect(cacheOf({})).not.toBe(cacheOf({ base: 'debian:13' }))
})

test('the manifest is read from the pushed image itself, by its digest', () => {
  const { Dockerfile } = manifestContext('registry.example:5000/slipway/x', base.digest)
  expect(Dockerfile).toContain(`FROM registry.example:5000/slipway/x@${base.digest} AS collect\n`)
  expect(() => manifestContext('x\nRUN y', base.digest)).toThrow(UnusableBase)
})

describe('the lists', () => {
  test('pip.txt is what was typed, byte for byte', () => {
    const pip = '# tools\nnumpy>=1.26,<3   # fast\n\npandas[all] ; python_version > "3.8"'
    expect(buildContext({ ...empty, pip }, base)['pip.txt']).toBe(`${pip}\n`)
  })

  test('apt.txt and conda.txt have one argument a line, channels apart in their order', () => {
    const conda = '-c pytorch -c fastai fastai\n-c conda-forge::numpy==1.17*'
    const context = buildContext({ ...empty, apt: 'g++\n\nlibstdc++6', conda }, base)
    expect(context['apt.txt']).toBe('g++\nlibstdc++6\n')
    expect(context['conda-channels.txt']).toBe('pytorch\nfastai\n')
    expect(context['conda.txt']).toMatch(/^fastai\nconda-forge::numpy/)
  })

  test('pip’s index is a setting, trusted without TLS only because an administrator named it', () => {
    const conf = (pipIndexUrl?: string) =>
      buildContext({ ...empty, pip: 'flask' }, base, { pipIndexUrl })['pip.conf']
    expect(conf()).toBe('[global]\n')
    expect(conf('http://10.0.0.1:8080/simple/')).toContain('trusted-host = 10.0.0.1')
    expect(conf('https://pypi.example/simple/')).not.toContain('trusted-host')
  })

  test('conda’s channel server is a setting in a file of its own; the base’s stays where there is none', () => {
    const settings = (condaChannelAlias?: string) =>
      buildContext({ ...empty, conda: 'numpy' }, base, { condaChannelAlias }).condarc
    expect(settings()).toBe('')
    expect(settings('http://10.0.0.1:8080')).toBe('channel_alias: "http://10.0.0.1:8080"\n')
  })
})
