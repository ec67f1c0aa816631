/** Looks for a Docker engine and a buildx that this machine has already. */
import { accessSync, constants, existsSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { run } from '../exec.ts'

export type FoundEngine = { dockerHost: string; version: string; buildx: string; docker: string | undefined }

const pluginFolders = [
  path.join(os.homedir(), '.docker/cli-plugins'),
  '/usr/local/lib/docker/cli-plugins',
  '/usr/lib/docker/cli-plugins',
  '/usr/libexec/docker/cli-plugins',
  '/usr/local/libexec/docker/cli-plugins',
  '/opt/homebrew/lib/docker/cli-plugins',
]

/** The engine that DOCKER_HOST, the current context or the default socket leads to, where it answers and has buildx. */
export async function findEngine(): Promise<FoundEngine | undefined> {
  const docker = findCommand('docker')
  const buildx = findBuildx()
  const dockerHost =
    process.env.DOCKER_HOST || (docker && (await contextHost(docker))) || 'unix:///var/run/docker.sock'
  if (!buildx) return undefined
  const version = await engineVersion(dockerHost, docker)
  return version ? { dockerHost, version, buildx, docker } : undefined
}

/** Version of the engine at an address, asked directly or, for ssh and TLS, through the docker command. */
export async function engineVersion(dockerHost: string, docker?: string): Promise<string | undefined> {
  const direct = directAddress(dockerHost)
  if (direct) return askVersion(direct)
  if (!docker) return undefined
  const env = { ...process.env, DOCKER_HOST: dockerHost }
  const asked = run(docker, ['version', '--format', '{{.Server.Version}}'], { env, timeout: 8_000 })
  return asked.then((text) => text.trim()).catch(() => undefined)
}

/** Absolute path of a command on the PATH or in the system folders. */
export function findCommand(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin']
  return folders.map((folder) => path.join(folder, name)).find(isExecutable)
}

function findBuildx(): string | undefined {
  const plugins = pluginFolders.map((folder) => path.join(folder, 'docker-buildx'))
  return plugins.find(isExecutable) ?? findCommand('docker-buildx')
}

async function contextHost(docker: string): Promise<string> {
  const asked = run(docker, ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'], {
    timeout: 8_000,
  })
  return asked.then((text) => text.trim()).catch(() => '')
}

function directAddress(dockerHost: string): http.RequestOptions | undefined {
  if (dockerHost.startsWith('unix://')) return { socketPath: dockerHost.slice('unix://'.length) }
  if (!dockerHost.startsWith('tcp://') || process.env.DOCKER_TLS_VERIFY) return undefined
  const { hostname, port } = new URL(dockerHost)
  return { hostname, port: port || 2375 }
}

function askVersion(address: http.RequestOptions): Promise<string | undefined> {
  if (address.socketPath && !existsSync(address.socketPath)) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const request = http.get({ ...address, path: '/version', timeout: 4_000 }, async (response) => {
      const chunks = await response.toArray().catch(() => [])
      resolve(versionIn(Buffer.concat(chunks).toString()))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(undefined))
  })
}

function versionIn(text: string): string | undefined {
  try {
    return JSON.parse(text).Version
  } catch {
    return undefined
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
