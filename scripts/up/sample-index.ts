/** The sample package index, where PyPI cannot be reached: its process and its address. */
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import type { House } from './house.ts'
import { portFor } from './ports.ts'
import { probe } from './probes.ts'
import { startProcess, stopProcess, waitUntilReady } from './processes.ts'

export type Index = {
  /** Undefined where pip goes to PyPI. */
  url: string | undefined
  buildNetwork: 'default' | 'host'
  stop: () => Promise<void>
}

/** The environment's settings as they are, PyPI where it answers, else our sample index. */
export async function chooseIndex(
  house: House,
  bridgeAddress: string | undefined,
  say: (detail: string) => void,
): Promise<Index> {
  const buildNetwork = process.env.SLIPWAY_BUILD_NETWORK === 'host' ? 'host' : 'default'
  const given = process.env.SLIPWAY_PIP_INDEX_URL
  if (given || (await reachesPyPI(house))) {
    say(given ?? 'PyPI')
    return { url: given, buildNetwork, stop: async () => {} }
  }
  const index = await startSampleIndex(house, bridgeAddress)
  say(`${index.url}, sample packages`)
  return index
}

/** True where PyPI answers within 5 s. Remembered for a day. */
function reachesPyPI(house: House): Promise<boolean> {
  return probe(house, 'PyPI', async () => {
    const options = { method: 'HEAD', signal: AbortSignal.timeout(5_000) }
    return (await fetch('https://pypi.org/simple/', options)).ok
  })
}

/**
 * Serves the index where build steps can reach it: on our bridge, else on Docker's, else on loopback
 * with builds on the host's network.
 */
async function startSampleIndex(house: House, bridgeAddress?: string): Promise<Index> {
  const stop = () => stopProcess(house, 'index')
  await stop()
  const host = bridgeAddress ?? dockerBridge() ?? '127.0.0.1'
  const port = await portFor(house, 'pip', { host })
  const program = path.join(import.meta.dirname, 'pip', 'main.ts')
  const child = startProcess(house, {
    name: 'index',
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', program, host, String(port)],
    env: { ...process.env, SLIPWAY_PARENT: String(process.pid) },
  })
  const url = `http://${host}:${port}/simple/`
  await waitUntilReady(child, () => answers(url))
  return { url, buildNetwork: host === '127.0.0.1' ? 'host' : 'default', stop }
}

function dockerBridge(): string | undefined {
  return networkInterfaces().docker0?.find(({ family }) => family === 'IPv4')?.address
}

function answers(url: string): Promise<boolean> {
  const asked = fetch(url, { signal: AbortSignal.timeout(2_000) })
  return asked.then((response) => response.ok).catch(() => false)
}
