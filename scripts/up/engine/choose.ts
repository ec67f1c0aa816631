/** Which engine builds: the one that this machine has, else our own. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Distribution, readDistribution } from '../apt/distribution.ts'
import { hasEnginePackages } from '../apt/packages.ts'
import { ensureTools } from '../apt/tools.ts'
import { type House, socketFolder } from '../house.ts'
import { noEngineAdvice } from './advice.ts'
import { findEngine } from './find.ts'
import type { Network } from './network.ts'
import { startPrivateEngine, stopPrivateEngine } from './private-engine.ts'

export type Engine = {
  dockerHost: string
  version: string
  /** Absolute path of the docker-buildx program. */
  buildx: string
  docker: string | undefined
  /** Ours, where the engine is ours. */
  network: Network | undefined
  /** True where an earlier run that was killed left it running. */
  adopted: boolean
  stop: () => Promise<void>
}

type Means = {
  house: House
  /** Unpacks the packages, once. Returns their folder. */
  packages: () => Promise<string>
  signal: AbortSignal
  say: (detail: string) => void
}

/** The machine's engine where it answers and has buildx, else ours. Throws an Error that says what to install. */
export async function startEngine({ house, packages, signal, say }: Means): Promise<Engine> {
  const found = await findEngine()
  const own = path.join(socketFolder(house), 'docker.sock')
  if (found && found.dockerHost !== `unix://${own}`) {
    return { ...found, network: undefined, adopted: false, stop: async () => {} }
  }
  if (!canRunOwn(readDistribution())) throw new Error(noEngineAdvice())
  say('fetching packages')
  const [root] = await Promise.all([packages(), ensureTools(['ip', 'iptables'], signal)])
  say('starting')
  const stop = () => stopPrivateEngine(house)
  try {
    const engine = await startPrivateEngine(house, root)
    return { ...engine, buildx: buildxIn(root), docker: path.join(root, 'usr/bin/docker'), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function canRunOwn(distribution?: Distribution): boolean {
  return process.getuid?.() === 0 && distribution !== undefined && hasEnginePackages(distribution)
}

function buildxIn(root: string): string {
  const folders = ['usr/libexec/docker/cli-plugins', 'usr/lib/docker/cli-plugins']
  const files = folders.map((folder) => path.join(root, folder, 'docker-buildx'))
  const found = files.find(existsSync)
  if (!found) throw new Error('The package docker-buildx does not contain the program docker-buildx.')
  return found
}
