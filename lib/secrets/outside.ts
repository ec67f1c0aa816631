/** Keeps questions to registries out of the network that Slipway stands in, except where an administrator allowed a host. */
import { lookup } from 'node:dns/promises'
import { config } from '#lib/config.ts'
import { parseReference } from '#lib/images/reference.ts'
import { registryName } from '#lib/images/registry-name.ts'
import { pushRegistry } from '#lib/settings.ts'
import { isInside } from './inside.ts'
import { RegistryInside } from './registry-fault.ts'

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<string[]>

/** `allowed`: hosts that may be inside: `host` at any port, `host:port`, or everything below `*.example.org`. */
export type Guard = { resolve: Resolve; allowed: () => string[] }

/** The machine's own resolver, and what is allowed now; `also` are registries that are allowed, too. */
export function guardNow(also: readonly string[] = []): Guard {
  return {
    resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
    allowed: () => [...also.flatMap(portsOf), ...allowedNow()],
  }
}

/**
 * The addresses to connect to, and no others: whoever answers for the name may answer otherwise the next time. Throws
 * RegistryInside where one of them leads inside, the signal's reason, and what the resolver throws.
 */
export async function resolveOutside(address: URL, guard: Guard, signal: AbortSignal): Promise<string[]> {
  const found = await orAborted(guard.resolve(address.hostname.replace(/^\[|\]$/g, '')), signal)
  const isRefused = found.some(isInside) && !guard.allowed().some((entry) => matches(entry, address))
  if (isRefused) throw new RegistryInside(address.host)
  return found
}

/** What the environment names, and what administrators push to. */
function allowedNow(): string[] {
  const { SLIPWAY_REGISTRY, SLIPWAY_REGISTRY_HOSTS_ALLOWED, SLIPWAY_BASE_IMAGES } = config()
  const bases = SLIPWAY_BASE_IMAGES.map(parseReference).flatMap((base) =>
    base.ok ? base.reference.registry : [],
  )
  const used = [SLIPWAY_REGISTRY, ...bases, pushRegistry().registry]
  return [...SLIPWAY_REGISTRY_HOSTS_ALLOWED, ...used.flatMap(portsOf)]
}

/** Where a registry is used: what else listens on its host is not meant. */
function portsOf(registry: string): string[] {
  const name = registryName(registry)
  return name.includes(':') ? [name] : [`${name}:443`, `${name}:80`]
}

function matches(entry: string, { hostname, port, protocol }: URL): boolean {
  const [, name = '', wanted] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
  const used = port || (protocol === 'http:' ? '80' : '443')
  if (wanted !== undefined && wanted !== used) return false
  return name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : hostname === name
}

/** The system's resolver cannot be interrupted. */
function orAborted<Found>(work: Promise<Found>, signal: AbortSignal): Promise<Found> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}
