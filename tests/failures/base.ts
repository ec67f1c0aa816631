/** Bases that cannot be had or cannot be built upon: first asked for by Slipway, then by the engine. */

import { sampleBase } from '../support/builder.ts'
import { deriveBase } from '../support/derived-base.ts'
import { key, lockRegistry, silentRegistry } from '../support/locked-registry.ts'
import { pushIndex, pushVariant } from '../support/variants.ts'
import { type Faulty, refuse, speakPlainly, speakTls } from './registry.ts'
import type { Scenario, Trial } from './scenario.ts'

const asking = 'buildx 0.13.1, imagetools inspect'
const building = 'buildx 0.13.1, Docker Engine 26.1.5'
const digest = `sha256:${'5'.repeat(64)}`

type Opening = () => Promise<Faulty>
const locked: Opening = () => lockRegistry(process.env.SLIPWAY_REGISTRY ?? '')
const tooMany: Opening = () => refuse(429, 'TOOMANYREQUESTS', 'You have reached your pull rate limit.')
const denied: Opening = () => refuse(403, 'DENIED', 'requested access to the resource is denied')
const broken: Opening = () => refuse(500, 'UNKNOWN', 'unknown error')
const tlsOnLoopback: Opening = () => speakTls('127.0.0.1')
const otherName: Opening = () => speakTls(undefined, '192.0.2.7')

export const baseScenarios: Scenario[] = [
  asked('base-missing/tag', () => `${process.env.SLIPWAY_REGISTRY}/samples/no-such:1`),
  asked('base-unreachable/host-unknown', () => 'registry.invalid/team/base:1'),
  asked('base-unreachable/refused', () => '127.0.0.1:9/team/base:1', { '127.0.0.1:9': 'registry.example' }),
  asked('base-invalid/upper-case', () => 'registry.example/Team/Base:1'),
  ...(
    [
      ['base-unauthorised/no-login', locked],
      ['base-unauthorised/denied', denied],
      ['base-rate-limit/asked', tooMany],
      ['base-broken/asked', broken],
      ['base-timeout/silent', silentRegistry],
      ['base-plain-http/asked', speakPlainly],
      ['base-certificate/asked', () => speakTls()],
      ['base-certificate/other-name', otherName],
      ['base-tls-only/asked', tlsOnLoopback],
    ] as const
  ).map(([name, open]) => at(name, open)),
  ...(
    [
      ['base-unauthorised/build', locked],
      ['base-rate-limit/build', tooMany],
      ['base-broken/build', broken],
      ['base-plain-http/build', speakPlainly],
      ['base-certificate/build', () => speakTls()],
    ] as const
  ).map(([name, open]) => at(name, open, true)),
  at('base-unauthorised/wrong-password', locked, false, [{ ...key, password: 'wrong' }]),
  built('base-missing/vanished', () => {
    const repository = `${process.env.SLIPWAY_REGISTRY}/samples/no-such`
    return { base: `${repository}:1`, pinned: pinned(repository) }
  }),
  built('base-unreachable/build', () => ({
    base: 'registry.invalid/team/base:1',
    pinned: pinned('registry.invalid/team/base'),
  })),
  built('base-platform/index', async () => {
    const variant = await pushVariant(sampleBase(), 'failing/arm:arm64', { architecture: 'arm64' })
    const base = `${process.env.SLIPWAY_REGISTRY}/failing/arm:1`
    await pushIndex(base, { arm64: variant.digest })
    return { base }
  }),
  built('base-platform/binary', () => ({
    base: deriveBase('binary', [
      'RUN printf "\\177ELFnothing" > /bin/sh2 && chmod +x /bin/sh2 && mv /bin/sh2 /bin/sh',
    ]),
  })),
  built('base-unusable/no-shell', () => ({
    base: deriveBase('no-shell', ['FROM scratch', 'COPY --from=0 /etc/debian_version /etc/debian_version']),
  })),
  built('base-unusable/only-users', () => ({
    base: deriveBase('only-users', ['FROM scratch', 'COPY --from=0 /etc/passwd /etc/group /etc/']),
  })),
  built('base-unusable/no-root', () => ({
    base: deriveBase('no-root', ['RUN sed -i /^root:/d /etc/passwd']),
  })),
  built('base-glibc/old', () => {
    const python = deriveBase('glibc', ['RUN sed -i s/GLIBC_2.35/GLIBC_2.99/ /usr/bin/python3.11'])
    return { base: python, apt: '', pip: 'numpy' }
  }),
]

function asked(name: string, base: () => string, names: Record<string, string> = {}): Scenario {
  return { name, tool: asking, prepare: () => ({ base: base(), apt: 'jq', names }) }
}

function built(name: string, trial: () => Promise<Trial> | Trial): Scenario {
  return { name, tool: building, prepare: async () => ({ apt: 'jq', ...(await trial()) }) }
}

/** A base in a registry of its own; `isPinned`: only the engine finds out how that one is. */
function at(
  name: string,
  open: Opening,
  isPinned = false,
  logins: { username: string; password: string }[] = [],
): Scenario {
  const prepare = async (): Promise<Trial> => {
    const { host, close } = await open()
    const repository = `${host}/team/base`
    return {
      ...{ base: `${repository}:1`, apt: 'jq', names: { [host]: 'registry.example' }, done: close },
      logins: logins.map((login) => ({ registry: host, ...login })),
      ...(isPinned && { pinned: pinned(repository) }),
    }
  }
  return { name, tool: isPinned ? building : asking, prepare }
}

function pinned(name: string) {
  return { name, digest, user: '', env: {} }
}
