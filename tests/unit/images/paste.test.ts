import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseApt } from '#lib/images/apt.ts'
import { parseConda } from '#lib/images/conda.ts'
import { takeApart } from '#lib/images/paste.ts'
import { parsePip } from '#lib/images/pip.ts'

const nothing = { apt: [], conda: [], pip: [] }
const lists = (text: string) => {
  const taken = takeApart(text)
  return taken && { apt: taken.apt, conda: taken.conda, pip: taken.pip }
}
const refused = (text: string) => takeApart(text)?.notTaken.map(({ line, text }) => `${line}: ${text}`)

describe('a list stays as it is', () => {
  test.each([
    '',
    'numpy',
    'numpy>=1.2,<3   # fast\n\n# tools\npandas[all] ; python_version > "3.8"',
    '-c conda-forge\n-c pytorch -c fastai fastai\n-c conda-forge::numpy==1.17*',
    '-c constraints.txt',
    'git\n--no-install-recommends\ncurl',
    'numpy pandas scipy',
    'numpy  # pip install numpy',
    'name: numpy',
    'install',
    'g++\nlibstdc++6 \\\ncurl',
    'apt-get update',
    '-r requirements.txt',
    'pip install -r requirements.txt',
    'torch @ https://example.org/torch.whl\ngit+https://example.org/a.git#egg=a',
  ])('%j', (text) => {
    expect(takeApart(text)).toBeNull()
  })
})

describe('commands', () => {
  test.each([
    ['apt-get install git curl g++', { apt: ['git', 'curl', 'g++'] }],
    ['sudo apt install -y git=1:2.39.5-0+deb12u2', { apt: ['git=1:2.39.5-0+deb12u2'] }],
    ['apt-get -qq -y install --no-install-recommends git', { apt: ['git'] }],
    ['DEBIAN_FRONTEND=noninteractive apt-get install -yq git', { apt: ['git'] }],
    ['pip install numpy pandas', { pip: ['numpy', 'pandas'] }],
    [
      '!pip3 install \'numpy>=1.2\' "pandas[all]" scipy~=1.1',
      { pip: ['numpy>=1.2', 'pandas[all]', 'scipy~=1.1'] },
    ],
    ['python3 -m pip install --no-cache-dir numpy', { pip: ['numpy'] }],
    ['%pip install numpy', { pip: ['numpy'] }],
    ['$ uv pip install numpy', { pip: ['numpy'] }],
    ['/opt/conda/bin/pip install numpy', { pip: ['numpy'] }],
    ['(base) $ conda install -y numpy', { conda: ['numpy'] }],
    ['conda install -c conda-forge a b', { conda: ['-c conda-forge', 'a', 'b'] }],
    ['mamba install --channel=pytorch -c fastai fastai', { conda: ['-c pytorch', '-c fastai', 'fastai'] }],
    ['conda install -n base "numpy >=1.2,<2" python=3.11.*', { conda: ['numpy >=1.2,<2', 'python=3.11.*'] }],
    ['conda install -c conda-forge::numpy==1.17*', { conda: ['-c conda-forge::numpy==1.17*'] }],
    ['conda install -c x a\nconda install -c x b', { conda: ['-c x', 'a', 'b'] }],
    [
      'apt-get install -y git && pip install numpy; conda install scipy',
      { apt: ['git'], pip: ['numpy'], conda: ['scipy'] },
    ],
  ])('%s', (text, taken) => {
    expect(takeApart(text)).toEqual({ ...nothing, ...taken, notTaken: [] })
  })

  test('a Dockerfile’s instruction over several lines, with what a build does by itself', () => {
    const text = `RUN --mount=type=cache,target=/var/cache/apt set -eux; apt-get update && apt-get install -y \\
    git \\
    # a comment in between
    libstdc++6 \\
 && rm -rf /var/lib/apt/lists/*\r
RUN pip install --no-cache-dir \\
    "numpy>=1.2"`
    expect(takeApart(text)).toEqual({
      ...nothing,
      apt: ['git', 'libstdc++6'],
      pip: ['numpy>=1.2'],
      notTaken: [],
    })
  })

  test.each([
    ['FROM debian:12\nRUN apt-get install -y git\nUSER me', ['1: FROM debian:12', '3: USER me']],
    [
      'pip install -U \\\n  numpy \\\n  --index-url https://x.example/simple -r more.txt',
      ['1: -U', '3: --index-url https://x.example/simple', '3: -r more.txt'],
    ],
    [
      'apt-get install -t bookworm-backports git $EXTRA $(cat list)',
      ['1: -t bookworm-backports', '1: $EXTRA', '1: $(cat'],
    ],
    ['conda create -n lab --file a.txt numpy', ['1: -n lab', '1: --file a.txt']],
    ['conda config --add channels x\nconda install numpy', ['1: config --add channels x']],
    ['apt-get upgrade -y && apt-get install git', ['1: upgrade -y']],
    [
      'curl -fsSL https://x.example/get.sh | sh\npip install numpy',
      ['1: curl -fsSL https://x.example/get.sh', '1: sh'],
    ],
    ['pip install numpy\nscipy', ['2: scipy']],
  ])('tells what it could not take: %j', (text, parts) => {
    expect(refused(text)?.slice(0, parts.length)).toEqual(parts)
  })

  test('every reason says what to do or why', () => {
    const text =
      'FROM a\nRUN apt-get install git -t b $X\nRUN pip install a -i b\nRUN conda install a -n b\nls'
    expect(takeApart(text)?.notTaken.map(({ reason }) => reason)).toEqual([
      'Type the base image into its own field.',
      'How apt-get runs is set by an administrator.',
      'A shell would fill this in. Type what it stands for.',
      '“-i” is an option, not a package. The package index is set by an administrator.',
      'Everything is installed into the environment of the base image.',
      'It is not an installation, and belongs to none of the lists.',
    ])
  })
})

describe('a requirements.txt', () => {
  const text = `# tools
--index-url https://x.example/simple
-r base.txt
-e .
numpy==1.26.4 \\
    --hash=sha256:aaaa \\
    --hash=sha256:bbbb
pandas[all]>=2 ; python_version > "3.8"  # fast -- really
scipy --hash=sha256:cccc
`
  test('is taken line by line, comments too; options and hashes are told', () => {
    expect(lists(text)).toEqual({
      ...nothing,
      pip: ['# tools', 'numpy==1.26.4', 'pandas[all]>=2 ; python_version > "3.8"  # fast -- really', 'scipy'],
    })
    expect(refused(text)).toEqual([
      '2: --index-url https://x.example/simple',
      '3: -r base.txt',
      '4: -e .',
      '5: --hash=sha256:aaaa',
      '9: --hash=sha256:cccc',
    ])
  })

  test('constraints beside other options are pip’s, not a channel', () => {
    expect(refused('-r base.txt\n-c constraints.txt\nnumpy')).toEqual([
      '1: -r base.txt',
      '2: -c constraints.txt',
    ])
  })
})

describe('an environment.yml', () => {
  const text = `---
name: lab   # ours
channels:
  - pytorch
  - conda-forge
  - nodefaults
dependencies:
  - python=3.11.*
  - "numpy>=1.2"
  - conda-forge::scipy 1.11.*   # pinned
  - pip
  - pip:
      - pandas[all]
      - 'requests>=2'
      - -r requirements.txt
  - git
variables:
  A: b
prefix: /home/me/lab
`
  test('fills the Conda list with its channels and packages, and the Pip list with what stands below pip', () => {
    expect(lists(text)).toEqual({
      apt: [],
      conda: [
        '-c pytorch',
        '-c conda-forge',
        'python=3.11.*',
        'numpy>=1.2',
        'conda-forge::scipy 1.11.*',
        'pip',
        'git',
      ],
      pip: ['pandas[all]', 'requests>=2'],
    })
  })

  test('tells what it could not take', () => {
    expect(refused(text)).toEqual(['6: nodefaults', '15: -r requirements.txt', '17: variables:'])
  })

  test('may have its lists in brackets or without an indent', () => {
    expect(lists('channels: [conda-forge, "defaults"]\ndependencies:\n- a\n- pip:\n  - b\n- c')).toEqual({
      ...nothing,
      conda: ['-c conda-forge', '-c defaults', 'a', 'c'],
      pip: ['b'],
    })
  })

  test.each([
    ['dependencies:\n  - a\n  - &x b', ['3: - &x b']],
    ['dependencies:\n  - a\n  - {b: c}', ['3: - {b: c}']],
    ['dependencies:\n  - a\n  - pip: [b]', ['3: - pip: [b]']],
    ['dependencies:\n  - a\n\t- b', ['3: - b']],
    ['dependencies:\n  - a\n  - |\n    text', ['3: - |', '4: text']],
    ['- x\ndependencies: [a]', ['1: - x']],
    ['channels: conda-forge\ndependencies: [a]', ['1: channels: conda-forge']],
    ['!!js/function x\ndependencies:\n  - a\n  - *x', ['1: !!js/function x', '4: - *x']],
  ])('YAML that no environment needs is told, not guessed: %j', (text, parts) => {
    expect(lists(text)).toEqual({ ...nothing, conda: ['a'] })
    expect(refused(text)).toEqual(parts)
  })
})

describe('whatever is pasted', () => {
  const words = fc.constantFrom(
    ...[
      'RUN',
      'apt-get',
      'install',
      'pip',
      'conda',
      '-c',
      '--hash=a',
      '-r x',
      '&&',
      ';',
      '\\',
      '"',
      "'",
      '#',
      '\n',
    ],
    ...[
      'dependencies:',
      '- pip:',
      '  - a',
      'channels:',
      '$(x)',
      '`',
      'numpy>=1.2',
      '\t',
      '\u2028',
      '\ud800',
      '🐚',
    ],
  )

  test('never throws, and gives lines that are lines', () => {
    fc.assert(
      fc.property(fc.array(words), fc.constantFrom(' ', '\n', ''), (parts, between) => {
        const taken = takeApart(parts.join(between))
        const all = taken ? [...taken.apt, ...taken.conda, ...taken.pip] : []
        expect(all.filter((line) => line === '' || line.includes('\n'))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('what was taken apart is not taken apart again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'numpy>=1.2', 'pandas[all]', 'g++')), (names) => {
        const text = `apt-get install git ${names.join(' ')}`
        expect(takeApart((takeApart(text)?.apt ?? []).join('\n'))).toBeNull()
      }),
    )
  })

  test('the lists’ own readers understand what was taken', () => {
    const taken = takeApart(
      'apt-get install g++ libstdc++6\npip install "numpy>=1.2" pandas[all]\nconda install -c pytorch fastai python=3.11.*',
    )
    expect(parseApt(taken?.apt.join('\n') ?? '').packages).toHaveLength(2)
    expect(parsePip(taken?.pip.join('\n') ?? '').packages).toHaveLength(2)
    expect(parseConda(taken?.conda.join('\n') ?? '')).toMatchObject({ channels: ['pytorch'], faults: [] })
  })

  test.each([
    ['quotes', '"\'', 'install pip '],
    ['escapes', '\\"', 'pip install "'],
    ['prefixes', 'RUN ', 'pip install a\n'],
    ['modules', 'python -m ', 'pip install a\n'],
    ['channels', '-c x ', 'conda install '],
    ['blanks', ' ', 'pip install a\n'],
    ['ends', '&&;', 'pip install a '],
    ['dashes', '- ', 'dependencies:\n- a\n'],
    ['continued lines', '\\\n', 'pip install a '],
    ['hashes', ' --hash=a', 'a --hash=a'],
    ['comments', ' #', 'a --hash=a\nb'],
    ['lines', 'a\n', '-r x\n'],
    ['colons', 'a:', 'dependencies:\n  - a\n  - '],
  ])(
    'takes at most a moment for many %s',
    (_, part, start) => {
      const text = (start + part.repeat(200_000)).slice(0, 199_999)
      const began = performance.now()
      takeApart(text)
      expect(performance.now() - began).toBeLessThan(5_000)
    },
    30_000,
  )
})
