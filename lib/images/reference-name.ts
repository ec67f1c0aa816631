/**
 * The grammar of https://github.com/distribution/reference, read piece by piece: a pattern for the whole takes
 * exponential time where a name nearly fits.
 */
import { registryName } from './registry-name.ts'

/** `registry` as `registryName` names it, `docker.io` where none was typed; `repository` is `library/debian` for `debian` there. */
export type ReferenceParts = { registry: string; repository: string; tag?: string; digest?: string }

const domainPart = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i
const pathPart = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/
const tagPattern = /^\w[\w.-]{0,127}$/
const digestPattern = /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/
const identifier = /^[0-9a-f]{64}$/
const maxNameLength = 255

/** Takes a reference apart as the docker client does, but knows Docker Hub by all its names; null where it is none. */
export function readReferenceParts(text: string): ReferenceParts | null {
  const [named = '', digest, ...more] = text.split('@')
  if (more.length > 0 || (digest !== undefined && !digestPattern.test(digest))) return null
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1)
  const tag = colon === -1 ? undefined : named.slice(colon + 1)
  if (tag !== undefined && !tagPattern.test(tag)) return null
  const name = colon === -1 ? named : named.slice(0, colon)
  const { domain, path } = splitDomain(name)
  if (identifier.test(text) || domain.length + path.length >= maxNameLength) return null
  if (!isDomain(domain) || !path.split('/').every((part) => pathPart.test(part))) return null
  const parts = { registry: registryName(domain), repository: path }
  return { ...parts, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) }
}

/** What stands before the first slash is a host where it has a dot or a port, or is `localhost`. */
function splitDomain(name: string): { domain: string; path: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const isHost = /[.:]/.test(first) || first === 'localhost'
  const domain = !isHost || registryName(first) === 'docker.io' ? 'docker.io' : first
  const path = isHost ? name.slice(slash + 1) : name
  return { domain, path: domain === 'docker.io' && !path.includes('/') ? `library/${path}` : path }
}

function isDomain(domain: string): boolean {
  const [, host = '', port] = /^([^:]*)(?::(.*))?$/.exec(domain) ?? []
  const isPort = port === undefined || /^\d{1,5}$/.test(port)
  return isPort && host.split('.').every((part) => domainPart.test(part))
}
