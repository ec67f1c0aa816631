/** A second Docker engine, reached over TCP with TLS only by those whom its CA vouches for. Linux, root. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readDistribution } from '../../scripts/up/apt/distribution.ts'
import { fetchPackages } from '../../scripts/up/apt/packages.ts'
import { ensureTools } from '../../scripts/up/apt/tools.ts'
import { startPrivateEngine, stopPrivateEngine } from '../../scripts/up/engine/private-engine.ts'
import { type House, openHouse, socketFolder } from '../../scripts/up/house.ts'
import { portFor } from '../../scripts/up/ports.ts'
import { type Authority, newAuthority } from './certificates.ts'

export type SecondEngine = {
  /** `tcp://127.0.0.1:port` */
  address: string
  /** Its local socket, without TLS. */
  socket: string
  authority: Authority
  /** Ends it as a power cut would. */
  kill: () => void
  isRunning: () => boolean
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** @param dataRoot where it keeps images and cache, if not beside its other things */
export async function startSecondEngine(dataRoot?: string): Promise<SecondEngine> {
  const house = openHouse(path.resolve('.test/second-engine'))
  await ensureTools(['ip', 'iptables', 'openssl'])
  await stopPrivateEngine(house)
  const root = await packages(house)
  const authority = newAuthority()
  authority.issue('server')
  const port = await portFor(house, 'engine')
  const files = { tlscacert: 'ca.pem', tlscert: 'server.pem', tlskey: 'server-key.pem' }
  const tls = Object.entries(files).map(([name, file]) => `--${name}=${path.join(authority.folder, file)}`)
  const place = dataRoot ? ['--data-root', dataRoot] : []
  const start = async () => {
    await startPrivateEngine(house, root, [
      '--host',
      `tcp://127.0.0.1:${port}`,
      ...place,
      '--tlsverify',
      ...tls,
    ])
  }
  await start()
  return {
    address: `tcp://127.0.0.1:${port}`,
    socket: path.join(socketFolder(house), 'docker.sock'),
    authority,
    kill: () => process.kill(pidOf(house), 'SIGKILL'),
    isRunning: () => existsSync(`/proc/${pidOf(house)}`),
    start,
    stop: () => stopPrivateEngine(house),
  }
}

/** The tests' own engine has them unpacked already; links cost nothing. */
async function packages(house: House): Promise<string> {
  const root = house.place('engine', 'root')
  const unpacked = openHouse(path.resolve('.test/data')).place('engine', 'root')
  if (existsSync(root)) return root
  const distribution = readDistribution()
  if (!existsSync(unpacked) && distribution) return fetchPackages(house, distribution)
  execFileSync('cp', ['-al', unpacked, root])
  return root
}

function pidOf(house: House): number {
  return (JSON.parse(readFileSync(house.place('run', 'engine.json'), 'utf8')) as { pid: number }).pid
}
