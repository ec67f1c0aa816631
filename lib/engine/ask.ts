/** Asks a Docker engine itself: over its socket, or its address with or without TLS. */
import http from 'node:http'
import https from 'node:https'
import type { EngineAddress } from './address.ts'

/** Bytes: `/system/df` of a full engine has some hundred for each layer and each part of its cache. */
const longestAnswer = 32 * 1024 * 1024

type Patience = { timeoutMs?: number; signal?: AbortSignal | undefined }
type Call = { method: 'GET' | 'DELETE'; path: string }
export type EngineAnswer = { status: number; text: string }

/** The answer to a GET, parsed. Throws where it cannot be asked so, for no answer in time, or no JSON. */
export async function askEngine(
  address: EngineAddress,
  path: string,
  patience: Patience = {},
): Promise<unknown> {
  return JSON.parse((await callEngine(address, { method: 'GET', path }, patience)).text)
}

/** What an engine answers, whatever its status. Throws where it cannot be asked so, for no answer in time, or an endless one. */
export async function callEngine(
  address: EngineAddress,
  call: Call,
  { timeoutMs = 5_000, signal }: Patience = {},
): Promise<EngineAnswer> {
  const limit = AbortSignal.timeout(timeoutMs)
  return answerTo(requestFor(address, call, signal ? AbortSignal.any([signal, limit]) : limit))
}

function requestFor(address: EngineAddress, call: Call, signal: AbortSignal): http.ClientRequest {
  if (address.kind === 'builder') throw new Error('A buildx builder is no Docker engine.')
  const [, socketPath] = /^unix:\/\/(.+)$/.exec(address.host) ?? []
  if (socketPath) return http.request({ socketPath, ...call, signal })
  const { protocol, hostname, port } = new URL(address.host)
  if (protocol !== 'tcp:') throw new Error(`${address.host} cannot be asked directly.`)
  const options = { host: hostname.replace(/^\[|\]$/g, ''), ...call, signal }
  if (!address.certificates) return http.request({ ...options, port: port || 2375 })
  const { ca, certificate: cert, key } = address.certificates
  const given = Object.entries({ ca, cert, key }).filter(([, text]) => text !== '')
  return https.request({ ...options, port: port || 2376, ...Object.fromEntries(given) })
}

function answerTo(asked: http.ClientRequest): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    asked.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size > longestAnswer) asked.destroy(new Error('The engine’s answer is longer than 32 MiB.'))
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      )
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}
