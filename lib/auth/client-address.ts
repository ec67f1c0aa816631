/** From where a request comes. A browser can write any header, so only what this process or a known proxy wrote counts. */
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { isInside } from '#lib/secrets/inside.ts'

/** Set by `stampAddresses`, whatever the request itself said there. */
export const peerHeader = 'x-slipway-peer'

type Headers = { get(name: string): string | null }

/** Writes the address of the other end of the connection on every request of this process, before anything reads it. */
export function stampAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[peerHeader] = request.socket.remoteAddress ?? ''
  })
}

/**
 * The browser's address. `proxies`: how many proxies stand in front of Slipway; each appends to X-Forwarded-For the
 * address that it saw, so what stands further left was only claimed.
 */
export function clientAddress(headers: Headers, proxies: number): string {
  const peer = headers.get(peerHeader) ?? ''
  if (proxies === 0) {
    if (headers.get('x-forwarded-for') !== null && isInside(plain(peer))) shared[hiddenKey] = true
    return plain(peer)
  }
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((each) => each.trim())
  const seen = withoutPort(forwarded.at(-proxies) ?? '')
  if (isIP(seen)) return plain(seen)
  // Without the header it came past the proxies, from a monitor say.
  if (seen !== '') shared[hiddenKey] = true
  return plain(peer)
}

/** Some proxies write the port behind the address: `192.0.2.7:4711`, `[2001:db8::1]:4711`. */
function withoutPort(written: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(written)?.[1] ?? /^([\d.]+):\d+$/.exec(written)?.[1] ?? written
}

const shared = globalThis as { [key: symbol]: boolean | undefined }
const hiddenKey = Symbol.for('slipway.hidden-addresses')

/** Whether requests came whose own address could not be told: by SLIPWAY_PROXIES, or by what a proxy wrote. */
export function areAddressesHidden(): boolean {
  return shared[hiddenKey] === true
}

/** IPv4 in IPv6 is the same address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
