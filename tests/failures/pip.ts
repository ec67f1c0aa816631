/** What real pip of the sample base refuses. */
import { deriveBase } from '../support/derived-base.ts'
import { type Offer, offer, serveIndex } from './index.ts'
import { publicAddress, refuse, speakTls } from './registry.ts'
import type { Scenario, Trial } from './scenario.ts'

const tool = 'pip 23.0.1'
const numpy = ['1.24.0', '1.26.4', '2.1.0'].map((version) => offer('numpy', version))
const pandas = offer('pandas', '2.2.0', ['numpy>=1.26'])

export const pipScenarios: Scenario[] = [
  list('pip-unknown/misspelt', '# arrays\npandas\nnunpy', [...numpy, pandas]),
  list('pip-unknown/of-a-module', 'cv2'),
  list('pip-unknown/needed-by-another', 'numpy\nneedy', [
    ...numpy,
    offer('needy', '1.0', ['absent-thing>=2']),
  ]),
  list('pip-unknown/other-platform', 'winonly', [
    { ...offer('winonly', '1.0'), file: 'winonly-1.0-cp312-cp312-win_amd64.whl' },
  ]),
  list('pip-version/on-offer', 'pandas\nnumpy>=3', [...numpy, pandas]),
  list('pip-conflict/two-lines', '# pinned\nnumpy==1.24.0\n\npandas', [...numpy, pandas]),
  list('pip-invalid/line', 'pandas\nnumpy >== 1', [...numpy, pandas]),
  list('pip-invalid/marker', 'pandas\nnumpy; pythonversion > "3"', [...numpy, pandas]),
  list('pip-python/index', 'pandas\nmodern>=2', [
    ...numpy,
    pandas,
    offer('modern', '2.0', [], { python: '>=3.13' }),
    offer('modern', '1.0', [], { python: '<3.9' }),
  ]),
  list('pip-python/some-versions', 'modern==2.0', [
    offer('modern', '2.0', [], { python: '>=3.13' }),
    offer('modern', '1.0'),
  ]),
  list('pip-hash/index', 'pandas\nnumpy', [{ ...offer('numpy', '2.1.0'), isDamaged: true }, pandas]),
  list('pip-no-git/url', 'thing @ git+https://git.invalid/thing.git'),
  list('pip-git/host-unknown', 'numpy\nthing @ git+https://git.invalid/thing.git', numpy, 'git'),
  url('pip-url/not-found', 'gone-1.0-py3-none-any.whl'),
  url('pip-platform/url', 'winonly-1.0-cp312-cp312-win_amd64.whl', 'winonly'),
  {
    name: 'pip-network/refused',
    tool,
    prepare: () => ({ pip: 'numpy', pipIndexUrl: 'http://127.0.0.1:9/simple/' }),
  },
  {
    name: 'pip-network/host-unknown',
    tool,
    prepare: () => ({ pip: 'numpy', pipIndexUrl: 'http://index.invalid/simple/' }),
  },
  {
    name: 'pip-unknown/index-broken',
    tool,
    prepare: async () => {
      const { host, close } = await refuse(503, 'UNAVAILABLE', 'down', publicAddress())
      const names = { [host]: 'index.example' }
      return { pip: 'numpy', pipIndexUrl: `http://${host}/simple/`, names, done: close }
    },
  },
  {
    name: 'pip-certificate/unknown-authority',
    tool,
    prepare: async () => {
      const { host, close } = await speakTls()
      const names = { [host]: 'index.example' }
      return { pip: 'numpy', pipIndexUrl: `https://${host}/simple/`, names, done: close }
    },
  },
  {
    name: 'pip-absent/base',
    tool: 'Slipway’s own script',
    prepare: () => ({
      base: deriveBase('no-pip', ['RUN rm -rf /usr/bin/pip* /usr/lib/python3/dist-packages/pip']),
      pip: 'numpy',
    }),
  },
  {
    name: 'pip-externally-managed/debian',
    tool,
    prepare: async () => {
      // pip alone would obey the setting that Slipway gives it.
      const script = '#!/bin/sh\\nunset PIP_BREAK_SYSTEM_PACKAGES\\nexec python3 -m pip "$@"\\n'
      const base = deriveBase('managed', [
        `RUN printf '${script}' > /usr/local/bin/pip && chmod +x /usr/local/bin/pip`,
      ])
      return { base, ...(await indexOf('numpy', numpy)) }
    },
  },
]

function list(name: string, pip: string, offers: readonly Offer[] = numpy, apt = ''): Scenario {
  return { name, tool, prepare: async () => ({ apt, ...(await indexOf(pip, offers)) }) }
}

/** A file of the index, by its address. */
function url(name: string, file: string, project = 'gone'): Scenario {
  const prepare = async (): Promise<Trial> => {
    const offers = project === 'gone' ? [] : [{ ...offer(project, '1.0'), file }]
    const { pip: address, ...rest } = await indexOf('', offers)
    const { origin } = new URL(rest.pipIndexUrl ?? '')
    return { ...rest, pip: `${address}${project} @ ${origin}/files/${file}` }
  }
  return { name, tool, prepare }
}

async function indexOf(pip: string, offers: readonly Offer[]): Promise<Trial> {
  const server = await serveIndex(offers)
  const names = { [new URL(server.url).host]: 'index.example' }
  return { pip, pipIndexUrl: `${server.url}/simple/`, names, done: server.stop }
}
