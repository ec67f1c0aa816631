import { describe, expect, test } from 'vitest'
import { condaArguments, parseConda } from '#lib/images/conda.ts'

describe('the parts of a conda line', () => {
  test.each([
    ['numpy>=1.2', { name: 'numpy', version: '>=1.2', spec: 'numpy>=1.2' }],
    ['python=3.11.*', { name: 'python', version: '=3.11.*', understood: 'python 3.11.*' }],
    ['numpy=1.26', { version: '=1.26', understood: 'numpy 1.26.*' }],
    ['numpy==1.26', { version: '==1.26', understood: 'numpy 1.26' }],
    ['numpy 1.17.* py37_0', { version: '1.17.*', build: 'py37_0', understood: 'numpy 1.17.*, build py37_0' }],
    ['numpy=1.17=py37_0', { version: '=1.17', build: 'py37_0', understood: 'numpy 1.17, build py37_0' }],
    ['blas=*=openblas', { version: '=*', build: 'openblas', understood: 'blas, build openblas' }],
    ['conda-forge::numpy', { channel: 'conda-forge', understood: 'channel conda-forge, numpy' }],
    ['conda-forge/linux-64::numpy', { channel: 'conda-forge/linux-64', name: 'numpy' }],
    ["numpy[version='>=1.2,<2',build=py*]", { name: 'numpy', version: '>=1.2,<2', build: 'py*' }],
    ['numpy[channel=conda-forge]', { channel: 'conda-forge', spec: 'numpy[channel=conda-forge]' }],
    ['PyYAML', { name: 'pyyaml', spec: 'PyYAML' }],
  ])('%s', (text, parts) => {
    expect(parseConda(text)).toMatchObject({
      packages: [{ ...parts, line: 1, text }],
      faults: [],
      channels: [],
    })
  })
})

describe('channels', () => {
  test('the idiom of the manual binds one package to its channel', () => {
    const text = '-c conda-forge::numpy==1.17*'
    const spec = 'conda-forge::numpy==1.17*'
    expect(parseConda(text)).toEqual({
      packages: [
        {
          name: 'numpy',
          channel: 'conda-forge',
          version: '==1.17*',
          spec,
          understood: 'channel conda-forge, numpy 1.17.*',
          line: 1,
          text,
        },
      ],
      faults: [],
      channels: [],
    })
  })

  test('-c adds a channel to the whole install, in order of appearance, each once', () => {
    const text = '-c pytorch -c fastai fastai\n-c nvidia\nscipy -c conda-forge\n--channel=pytorch torchvision'
    expect(condaArguments(text)).toEqual({
      channels: ['pytorch', 'fastai', 'nvidia', 'conda-forge'],
      specs: ['fastai', 'scipy', 'torchvision'],
    })
    expect(parseConda(text).packages[0]?.understood).toBe(
      'channels pytorch and fastai for all packages, fastai',
    )
  })

  test('a channel by address is taken only where that is allowed', () => {
    const text = '-c https://conda.example/internal numpy'
    expect(parseConda(text).faults[0]?.reason).toContain('addresses are not allowed')
    const allowed = parseConda(text, { allowUrls: true })
    expect(allowed).toMatchObject({ channels: ['https://conda.example/internal'], faults: [] })
  })

  test('an address with a password is taken nowhere', () => {
    expect(parseConda('-c https://me:secret@conda.example/x', { allowUrls: true }).faults).toHaveLength(1)
  })

  test('a channel of a line at fault is not added', () => {
    expect(parseConda('-c evil $(id)').channels).toEqual([])
  })
})

describe('the reason says what to do', () => {
  test.each([
    ['numpy scipy', 'One package per line'],
    ['-c pytorch pytorch torchvision', 'One package per line'],
    ['numpy,scipy', 'One package per line'],
    ['conda-forge:numpy', 'Two colons stand between channel and package: conda-forge::numpy'],
    ['*', 'A pattern could install any number of packages'],
    ['--override-channels', '“--override-channels” is an option'],
    ['-cfoo numpy', 'Put a space behind “-c”'],
    ['-c', 'The name of the channel is missing'],
    ['- numpy=1.2', 'belongs to a YAML file'],
    ['dependencies:', 'a line of a YAML file'],
    ['conda install -c conda-forge numpy', 'Leave out the command “conda install”'],
    ['"numpy>=1.2"', 'Leave out the quotes: numpy>=1.2'],
    ['numpy>=', 'A version is missing after “>=”'],
    ['numpy~=1.2.*', '“~=” takes a complete version'],
    ['numpy[version=1.2', 'The brackets do not match'],
    ['numpy[foo=bar]', '“foo” is not a key that conda knows'],
    ['numpy[url=https://evil.example/x]', 'by name, not by its address'],
    ['numpy-1.0-0.tar.bz2', 'by name, not by its file'],
    ['numpy>=1.2,(<2|>3)', 'parentheses'],
    ['numpy ^1.2$', 'A regular expression cannot be used'],
  ])('%s: %s', (text, reason) => {
    expect(parseConda(text).faults[0]?.reason).toContain(reason)
  })
})
