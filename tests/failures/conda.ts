/** What the tests' conda refuses: a real solver, whose messages are copies of conda 23.3.1's. */
import { sampleBase } from '../support/builder.ts'
import { makeCondaBase } from '../support/conda/base.ts'
import { startChannels } from '../support/conda/channels.ts'
import type { Scenario, Trial } from './scenario.ts'

const tool = 'rattler 0.3.5 in the words of conda 23.3.1'

export const condaScenarios: Scenario[] = [
  list('conda-unknown/name-and-version', 'python=3.11\n-c conda-forge nunpy\nnumpy=9'),
  list('conda-conflict/two-lines', 'python\n-c pytorch -c fastai fastai\nfastcore<1.5'),
  list('conda-channel/not-found', 'python\n-c no-such-channel numpy'),
  {
    name: 'conda-network/refused',
    tool,
    origin: 'stand-in',
    prepare: async () => ({
      ...{ base: await makeCondaBase(), conda: 'python', condaChannelAlias: 'http://127.0.0.1:9' },
      names: { '127.0.0.1:9': 'channels.example' },
    }),
  },
  {
    name: 'conda-absent/base',
    tool: 'Slipway’s own script',
    prepare: () => ({ base: sampleBase(), conda: 'python' }),
  },
]

function list(name: string, conda: string): Scenario {
  const prepare = async (): Promise<Trial> => {
    const [base, channels] = [await makeCondaBase(), await startChannels()]
    const names = { [new URL(channels.url).host]: 'channels.example' }
    return { base, conda, condaChannelAlias: channels.url, names, done: channels.stop }
  }
  return { name, tool, origin: 'stand-in', prepare }
}
