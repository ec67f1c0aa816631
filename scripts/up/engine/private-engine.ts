/** Our own Docker engine: own socket, data-root, exec-root and bridge, from unpacked packages. Linux, root. */
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type House, socketFolder } from '../house.ts'
import { isAlive, startProcess, stopProcess, waitUntilReady } from '../processes.ts'
import { engineVersion } from './find.ts'
import { clearLeftovers } from './leftovers.ts'
import { createNetwork, findNetwork, type Network, removeNetwork } from './network.ts'

export type PrivateEngine = { dockerHost: string; version: string; network: Network; adopted: boolean }

const overlay = 0x794c7630

/**
 * Starts the engine, or takes over the one that a killed run left, with the builds that it is running.
 * @param root folder with the unpacked packages
 * @param more further arguments of dockerd
 */
export async function startPrivateEngine(
  house: House,
  root: string,
  more: readonly string[] = [],
): Promise<PrivateEngine> {
  const dockerHost = `unix://${path.join(socketFolder(house), 'docker.sock')}`
  const left = await takeOver(house, dockerHost)
  if (left) return left
  await stopPrivateEngine(house)
  const network = await createNetwork(house)
  mkdirSync(socketFolder(house), { recursive: true, mode: 0o711 })
  const child = startProcess(house, {
    name: 'engine',
    command: path.join(root, 'usr/sbin/dockerd'),
    args: [...engineArguments(house, root, dockerHost, network), ...more],
    env: engineEnvironment(root),
  })
  await waitUntilReady(child, async () => (await engineVersion(dockerHost)) !== undefined)
  return { dockerHost, version: (await engineVersion(dockerHost)) ?? '', network, adopted: false }
}

/** Stops the engine with its containers, then removes what is left of it: processes, mounts, bridge, rules. */
export async function stopPrivateEngine(house: House): Promise<void> {
  await stopProcess(house, 'engine', 25_000)
  await clearLeftovers(house)
  await removeNetwork(house)
}

async function takeOver(house: House, dockerHost: string): Promise<PrivateEngine | undefined> {
  if (!isAlive(house, 'engine')) return undefined
  const version = await engineVersion(dockerHost)
  const network = await findNetwork(house)
  return version && network ? { dockerHost, version, network, adopted: true } : undefined
}

function engineArguments(house: House, root: string, dockerHost: string, { bridge }: Network): string[] {
  const config = house.place('engine', 'daemon.json')
  writeFileSync(config, JSON.stringify(engineConfig(house)))
  return [
    ...['--config-file', config],
    ...['--host', dockerHost],
    ...['--data-root', house.place('engine', 'data')],
    ...['--exec-root', path.join(socketFolder(house), 'exec')],
    ...['--pidfile', path.join(socketFolder(house), 'docker.pid')],
    ...['--bridge', bridge],
    ...['--userland-proxy-path', path.join(root, 'usr/sbin/docker-proxy')],
    ...['--iptables=false', '--ip6tables=false', '--ip-masq=false'],
  ]
}

/** The containerd image store compresses with zstd and knows attestations; on an overlay it can only copy. */
function engineConfig(house: House) {
  const onOverlay = statfsSync(house.dataDir).type === overlay
  return {
    features: { 'containerd-snapshotter': true },
    ...(onOverlay ? { 'storage-driver': 'native' } : {}),
  }
}

/** Without these two, BuildKit drops the lines of a chatty step beyond 2 MiB or 200 KiB/s. */
function engineEnvironment(root: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: [
      path.join(root, 'usr/bin'),
      path.join(root, 'usr/sbin'),
      process.env.PATH,
      '/usr/sbin',
      '/sbin',
    ].join(':'),
    BUILDKIT_STEP_LOG_MAX_SIZE: '-1',
    BUILDKIT_STEP_LOG_MAX_SPEED: '-1',
  }
}
