/** HTTP as a registry is asked with: to the addresses that were looked at and no others, redirects looked at again. */
import http, { type IncomingHttpHeaders } from 'node:http'
import https from 'node:https'
import { isIPv6, type LookupFunction } from 'node:net'
import { type Guard, resolveOutside } from './outside.ts'
import { RegistryFault } from './registry-fault.ts'

export type Sent = {
  method: string
  headers: Record<string, string>
  body?: string | undefined
  signal: AbortSignal
  guard: Guard
}
export type Reply = { status: number; headers: IncomingHttpHeaders; text: string }

const maxRedirects = 5
const maxBytes = 8 * 1024 * 1024

/** Throws RegistryFault with a sentence for people, or the signal's reason. */
export async function sendToRegistry(address: URL, sent: Sent): Promise<Reply> {
  let [at, { headers }] = [address, sent]
  for (let redirects = 0; ; redirects++) {
    const reply = await sendOnce(at, { ...sent, headers })
    const next = sent.method === 'GET' ? redirection(at, reply) : null
    if (next === null) return reply
    if (redirects === maxRedirects)
      throw new RegistryFault(`${address.host} sends whoever asks round in circles.`)
    if (at.protocol === 'https:' && next.protocol !== 'https:')
      throw new RegistryFault(
        `${at.host} sends whoever asks to ${next.host} without encryption; nothing was sent.`,
      )
    // A login is meant for the host that it was given for.
    if (next.host !== at.host) headers = without(headers, 'authorization')
    at = next
  }
}

async function sendOnce(address: URL, sent: Sent): Promise<Reply> {
  try {
    const found = await resolveOutside(address, sent.guard, sent.signal)
    return await request(address, found, sent)
  } catch (error) {
    if (sent.signal.aborted || error instanceof RegistryFault) throw error
    throw new RegistryFault(describe(address, error as NodeJS.ErrnoException))
  }
}

function request(address: URL, found: readonly string[], sent: Sent): Promise<Reply> {
  const { method, headers, signal, body } = sent
  const options = { method, headers, signal, lookup: answering(found) }
  const { request: ask } = address.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    // No agent: a connection that is kept might be another host's.
    const asked = ask(address, { ...options, agent: false }, (response) => {
      const { statusCode: status = 0, headers } = response
      readText(response).then((text) => resolve({ status, headers, text }), reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** In the resolver's place: what was found is what there is. */
function answering(found: readonly string[]): LookupFunction {
  const all = found.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_, options, callback) => {
    if (options.all) callback(null, all)
    else callback(null, all[0]?.address ?? '', all[0]?.family)
  }
}

async function readText(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new RegistryFault('The registry’s answer is longer than any registry’s is.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function redirection(from: URL, { status, headers }: Reply): URL | null {
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return null
  const next = URL.parse(headers.location, from)
  if (next && /^https?:$/.test(next.protocol)) return next
  throw new RegistryFault(`${from.host} sends whoever asks to no address that can be asked.`)
}

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([each]) => each.toLowerCase() !== name))
}

function describe({ host }: URL, { code = '', message }: NodeJS.ErrnoException): string {
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return `The host ${host} was not found. Check how it is spelled.`
  if (code === 'ECONNREFUSED') return `Nothing answers on ${host}. Check the host and the port.`
  if (/WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|EPROTO/.test(code))
    return `${host} does not speak https, and Slipway sends passwords in the clear to no other machine.`
  if (/CERT|SIGNATURE|ISSUER|ALTNAME/.test(code))
    return `The certificate of ${host} is not trusted (${code}).`
  return `${host} could not be reached${code || message ? ` (${code || message})` : ''}.`
}
