/** Asks the Docker engine itself, over its local socket. */
import { request } from 'node:http'

type Patience = { timeoutMs?: number; signal?: AbortSignal }

/** The answer to a GET, parsed. Throws where there is no local socket, no answer in time, or no JSON. */
export async function askSocket(
  path: string,
  { timeoutMs = 5_000, signal }: Patience = {},
): Promise<unknown> {
  const socketPath = localSocket()
  if (!socketPath) throw new Error('The engine has no local socket.')
  const limit = AbortSignal.timeout(timeoutMs)
  return JSON.parse(await get(socketPath, path, signal ? AbortSignal.any([signal, limit]) : limit))
}

/** Path of the engine's socket; undefined where DOCKER_HOST is no socket of this machine. */
export function localSocket(dockerHost = process.env.DOCKER_HOST): string | undefined {
  return dockerHost ? dockerHost.match(/^unix:\/\/(.+)$/)?.[1] : '/var/run/docker.sock'
}

function get(socketPath: string, path: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, signal }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}
