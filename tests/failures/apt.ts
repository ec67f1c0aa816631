/** What real apt and dpkg of the sample base refuse. */
import { deriveBase } from '../support/derived-base.ts'
import { type Deb, serveDebs } from './flat-source.ts'
import type { Scenario, Trial } from './scenario.ts'

const tool = 'apt 2.6.1, dpkg 1.21.22'

export const aptScenarios: Scenario[] = [
  list('apt-unknown/two-of-three', 'jq\nno-such-tool\nlibno-such-thing-dev'),
  list('apt-unknown/misspelt', '# drawing\ngrahpviz'),
  list('apt-version/one', 'tree\njq=9.9'),
  list('apt-release/one', 'jq/sid'),
  list('apt-no-candidate/virtual', 'jq\nmail-transport-agent'),
  list('apt-no-candidate/replaced', 'python-pip'),
  list('apt-conflict/exclude-each-other', 'jq\nexim4-daemon-light\npostfix'),
  withDebs('apt-conflict/unmet', 'tree\nneeds-more', [{ name: 'needs-more', depends: 'libc6 (>= 99), jq' }]),
  withDebs('apt-script/postinst', 'sulks', [{ name: 'sulks', postinst: 'echo no such device >&2; exit 3' }]),
  withDebs('apt-fetch/hash', 'damaged', [{ name: 'damaged', isDamaged: true }]),
  source('network-dns/apt', 'deb [trusted=yes] http://deb.invalid/ ./'),
  source('apt-fetch/refused', 'deb [trusted=yes] http://127.0.0.1:9/ ./'),
  {
    name: 'apt-source/no-release-file',
    tool,
    prepare: async () => {
      const server = await serveDebs([])
      const base = baseWith('no-release-file', `deb ${server.url}/ ./`)
      return { base, apt: 'jq', names: named(server.url), done: server.stop }
    },
  },
  {
    name: 'apt-absent/base',
    tool: 'Slipway’s own script',
    prepare: () => ({ base: deriveBase('no-apt', ['RUN rm /usr/bin/apt-get']), apt: 'jq' }),
  },
]

function list(name: string, apt: string): Scenario {
  return { name, tool, prepare: () => ({ apt }) }
}

/** The packages stand in a source of their own, beside the usual ones. */
function withDebs(name: string, apt: string, debs: Deb[]): Scenario {
  const prepare = async (): Promise<Trial> => {
    const server = await serveDebs(debs)
    const base = baseWith(name.replace('/', '-'), `deb [trusted=yes] ${server.url}/ ./`, true)
    return { base, apt, names: named(server.url), done: server.stop }
  }
  return { name, tool, prepare }
}

function source(name: string, line: string): Scenario {
  return { name, tool, prepare: () => ({ base: baseWith(name.replace('/', '-'), line), apt: 'jq' }) }
}

function baseWith(name: string, line: string, isMore = false): string {
  const clear = isMore ? 'true' : 'rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/*'
  return deriveBase(name, [`RUN ${clear} && echo '${line}' > /etc/apt/sources.list.d/tests.list`])
}

function named(url: string): Record<string, string> {
  return { [new URL(url).host]: 'packages.example' }
}
