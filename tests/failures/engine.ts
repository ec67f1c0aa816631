/** The engine and its machine: full, out of memory, gone, or told to stop. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { deriveBase } from '../support/derived-base.ts'
import { silentRegistry } from '../support/locked-registry.ts'
import { type OwnEngine, startOwnEngine } from './own-engine.ts'
import { stopBuild } from './run-trial.ts'
import type { Scenario, Trial } from './scenario.ts'

const tool = 'buildx 0.13.1, Docker Engine 26.1.5'
const slow = 'texlive-latex-recommended'

export const engineScenarios: Scenario[] = [
  scenario('engine-absent/no-socket', () => ({ apt: 'jq', dockerHost: 'unix:///run/no-such-engine.sock' })),
  scenario('engine-absent/no-host', () => ({ apt: 'jq', dockerHost: 'tcp://127.0.0.1:9' })),
  on('engine-died/killed', (engine) => ({ apt: slow, when: { shows: 'Get:', act: engine.kill } })),
  on('engine-network/no-bridge', ({ bridge }) => {
    execFileSync('ip', ['link', 'del', bridge])
    return { apt: 'jq' }
  }),
  on('disk-full/apt-foresees-it', () => ({ apt: slow }), '450m'),
  on('disk-full/step', () => ({ apt: slow }), '570m'),
  on('disk-full/engine', () => ({ apt: 'jq' }), '24m'),
  scenario('out-of-memory/killed', () => ({
    base: deriveBase('hungry', [
      `RUN printf '#!/bin/sh\\nsleep 3\\nexec python3 -c "x = bytearray(1 << 30)"\\n' > /usr/local/bin/pip`,
      'RUN chmod +x /usr/local/bin/pip',
    ]),
    pip: 'numpy',
    when: { shows: '/run/slipway/pip.sh', act: starve },
  })),
  scenario('out-of-memory/python', () => ({
    base: deriveBase('limited', [
      `RUN printf '#!/bin/sh\\nulimit -v 400000\\nexec python3 -c "x = bytearray(1 << 30)"\\n' > /usr/local/bin/pip`,
      'RUN chmod +x /usr/local/bin/pip',
    ]),
    pip: 'numpy',
  })),
  scenario('cancelled/step', () => ({ apt: slow, when: { shows: 'Get:', act: stopBuild } })),
  scenario('cancelled/push', async () => {
    const { host, close } = await silentRegistry()
    const when = {
      shows: 'exporting to image',
      act: (folder: string) => sleep(3_000).then(() => stopBuild(folder)),
    }
    return { apt: 'tree', pushTo: `${host}/team/image`, when, done: close }
  }),
  scenario('request-invalid/secret', () => ({
    context: {
      Dockerfile: [
        `FROM ${process.env.SLIPWAY_BASE_IMAGES?.split(',')[0]} AS image`,
        'RUN --mount=type=secret,id=token,required=true cat /run/secrets/token',
        '',
      ].join('\n'),
    },
  })),
  scenario('request-invalid/tag', () => ({ apt: 'jq', tag: 'Not a tag' })),
]

function scenario(name: string, prepare: () => Promise<Trial> | Trial): Scenario {
  return { name, tool, prepare }
}

/** On an engine of its own, which is ended afterwards. */
function on(name: string, trial: (engine: OwnEngine) => Trial, disk?: string): Scenario {
  const prepare = async (): Promise<Trial> => {
    const engine = await startOwnEngine(disk)
    return { ...trial(engine), dockerHost: engine.dockerHost, done: engine.stop }
  }
  return { name, tool, prepare }
}

/** Gives the step less memory than it needs: the kernel's control groups, version 1. */
async function starve(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isHungry(name))
    const group = pid && /:memory:(.+)/.exec(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))?.[1]
    if (group) return writeFileSync(`/sys/fs/cgroup/memory${group}/memory.limit_in_bytes`, '64M')
    await sleep(50)
  }
  throw new Error('The step was not found.')
}

function isHungry(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('/bin/sh\0/usr/local/bin/pip\0install')
  } catch {
    return false
  }
}
