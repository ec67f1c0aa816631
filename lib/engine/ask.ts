/** Asks a Docker engine itself: over its socket, or its address with or without TLS. */
import http from 'node:http'
import https from 'node:https'
import type { EngineAddress } from './address.ts'

type Patience = { timeoutMs?: number; signal?: AbortSignal | undefined }

/** The answer to a GET, parsed. Throws where it cannot be asked so, for no answer in time, or no JSON. */
export async function askEngine(
  address: EngineAddress,
  path: string,
  { timeoutMs = 5_000, signal }: Patience = {},
): Promise<unknown> {
  const limit = AbortSignal.timeout(timeoutMs)
  const request = requestFor(address, path, signal ? AbortSignal.any([signal, limit]) : limit)
  return JSON.parse(await textOf(request))
}

function requestFor(address: EngineAddress, path: string, signal: AbortSignal): http.ClientRequest {
  if (address.kind === 'builder') throw new Error('A buildx builder is no Docker engine.')
  const [, socketPath] = /^unix:\/\/(.+)$/.exec(address.host) ?? []
  if (socketPath) return http.request({ socketPath, path, signal })
  const { protocol, hostname, port } = new URL(address.host)
  if (protocol !== 'tcp:') throw new Error(`${address.host} cannot be asked directly.`)
  const options = { host: hostname.replace(/^\[|\]$/g, ''), path, signal }
  if (!address.certificates) return http.request({ ...options, port: port || 2375 })
  const { ca, certificate: cert, key } = address.certificates
  const given = Object.entries({ ca, cert, key }).filter(([, text]) => text !== '')
  return https.request({ ...options, port: port || 2376, ...Object.fromEntries(given) })
}

function textOf(asked: http.ClientRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    asked.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}
