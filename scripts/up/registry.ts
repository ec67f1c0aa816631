/** The local registry: Debian's docker-registry as a process, or the registry image as a container. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from './exec.ts'
import type { House } from './house.ts'
import { portFor } from './ports.ts'
import { isAlive, startProcess, stopProcess, waitUntilReady } from './processes.ts'

const fixed =
  'Port PORT is taken by something else, but the local registry needs it: the references in the catalogue contain it. Stop what uses the port, then try again.'

/** Starts the registry from unpacked packages. Returns `127.0.0.1:PORT`. */
export async function startRegistry(house: House, root: string): Promise<string> {
  const known = house.recall().ports.registry
  if (known && isAlive(house, 'registry') && (await answers(known))) return `127.0.0.1:${known}`
  await stopRegistry(house)
  const port = await portFor(house, 'registry', { fixed })
  const config = house.place('registry', 'config.json')
  writeFileSync(config, JSON.stringify(configuration(house, port)))
  const command = path.join(root, 'usr/bin/docker-registry')
  const child = startProcess(house, { name: 'registry', command, args: ['serve', config] })
  await waitUntilReady(child, () => answers(port))
  return `127.0.0.1:${port}`
}

/** Stops the registry's process. */
export async function stopRegistry(house: House): Promise<void> {
  await stopProcess(house, 'registry')
}

/** Runs the registry as a container, where there are no Debian packages. Returns `127.0.0.1:PORT`. */
export async function startRegistryContainer(
  house: House,
  docker: string,
  dockerHost: string,
): Promise<string> {
  await stopRegistryContainer(house, docker, dockerHost)
  const port = await portFor(house, 'registry', { fixed })
  const storage = path.dirname(house.place('registry', 'storage', 'docker'))
  const options = ['-p', `127.0.0.1:${port}:5000`, '-v', `${storage}:/var/lib/registry`]
  const deletion = ['-e', 'REGISTRY_STORAGE_DELETE_ENABLED=true']
  const args = ['run', '-d', '--name', containerName(house), ...options, ...deletion, 'registry:2']
  await run(docker, args, { env: { ...process.env, DOCKER_HOST: dockerHost } })
  for (let tries = 0; tries < 100; tries++) {
    if (await answers(port)) return `127.0.0.1:${port}`
    await sleep(100)
  }
  throw new Error(
    `The registry container does not answer on 127.0.0.1:${port}. See docker logs ${containerName(house)}.`,
  )
}

/** Removes the container; its storage stays. */
export async function stopRegistryContainer(house: House, docker: string, dockerHost: string): Promise<void> {
  await run(docker, ['rm', '-f', containerName(house)], { env: { ...process.env, DOCKER_HOST: dockerHost } })
}

/** True where the registry has that tag. */
export async function hasTag(registry: string, repository: string, tag: string): Promise<boolean> {
  const accept = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
  ].join(', ')
  const address = `http://${registry}/v2/${repository}/manifests/${tag}`
  const response = await fetch(address, {
    method: 'HEAD',
    headers: { accept },
    signal: AbortSignal.timeout(5_000),
  })
  return response.ok
}

function configuration(house: House, port: number) {
  const rootdirectory = path.dirname(house.place('registry', 'storage', 'docker'))
  return {
    version: '0.1',
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}` },
  }
}

async function answers(port: number): Promise<boolean> {
  const asked = fetch(`http://127.0.0.1:${port}/v2/`, { signal: AbortSignal.timeout(2_000) })
  return asked.then((response) => response.ok).catch(() => false)
}

function containerName(house: House): string {
  return `slipway-registry-${house.id}`
}
