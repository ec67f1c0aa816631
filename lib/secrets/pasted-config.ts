/** Takes apart what people paste: a docker client's configuration, or a Kubernetes secret that holds one. */
import { z } from 'zod'
import type { RegistryLogin } from './docker-config.ts'
import { registryHost } from './pull-secret-form.ts'

/** `skipped`: what stood there and cannot be used, in words. */
export type PastedLogins = { logins: RegistryLogin[]; skipped: { host: string; reason: string }[] }

const maxLength = 64_000
const entry = z.object({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
})
const entries = z.record(z.string(), entry)

/** The logins in a pasted text; a sentence where it is nothing of the kind. Never repeats what is secret in it. */
export function readPastedConfig(text: string): PastedLogins | { fault: string } {
  if (text.trim() === '')
    return { fault: 'Paste the content of .dockerconfigjson or of ~/.docker/config.json.' }
  if (text.length > maxLength) return { fault: `Paste at most ${maxLength / 1000} kB.` }
  const config = findConfig(text.trim())
  if (config === null)
    return {
      fault:
        'This is no docker configuration: it is neither its JSON, nor that in base64, nor a Kubernetes secret.',
    }
  const found = entries.safeParse('auths' in config ? config.auths : config)
  if (!found.success)
    return {
      fault: 'Its “auths” cannot be read: each registry needs an “auth”, or “username” and “password”.',
    }
  const logins = takeApart(found.data)
  if (logins.logins.length > 0) return logins
  return { fault: nothingIn(config, logins.skipped) }
}

type Config = Record<string, unknown>

/** As JSON, as base64 of it, or inside a secret's JSON or YAML. */
function findConfig(text: string): Config | null {
  const json = parseObject(text) ?? parseObject(decode(text))
  if (json === null) {
    const line = text.match(/^\s*"?\.dockerconfigjson"?:\s*["']?([\w+/=-]{8,})["']?\s*,?$/m)?.[1]
    return line === undefined ? null : parseObject(decode(line))
  }
  const { data, stringData } = json as { data?: Config; stringData?: Config }
  const plain = stringData?.['.dockerconfigjson']
  const sealed = data?.['.dockerconfigjson']
  if (typeof plain === 'string') return parseObject(plain)
  return typeof sealed === 'string' ? parseObject(decode(sealed)) : json
}

function takeApart(auths: z.output<typeof entries>): PastedLogins {
  const logins: RegistryLogin[] = []
  const skipped: PastedLogins['skipped'] = []
  for (const [host, each] of Object.entries(auths)) {
    const login = readEntry(host, each)
    if (typeof login === 'string') skipped.push({ host, reason: login })
    else if (!logins.some((known) => isSame(known, login))) logins.push(login)
  }
  return { logins, skipped }
}

function readEntry(host: string, each: z.output<typeof entry>): RegistryLogin | string {
  const bare = host.replace(/^https?:\/\//, '').replace(/^(index\.docker\.io)\/v1\/?$/, '$1')
  const registry = registryHost.safeParse(bare.replace(/\/v[12]\/?$/, ''))
  if (/\/v1\/(access|refresh)-token$/.test(host)) return 'a token of Docker Desktop, not a login'
  if (!registry.success) return 'not the host of one registry'
  if (each.identitytoken) return 'an identity token, which ends by itself; use an access token'
  const decoded = decode(each.auth ?? '')
  const at = decoded.indexOf(':')
  const username = each.username ?? decoded.slice(0, Math.max(at, 0))
  const password = each.password ?? (at === -1 ? '' : decoded.slice(at + 1).replace(/\0+$/, ''))
  if (!username || !password) return 'no user name and password; they may be in a credential helper'
  return { registry: registry.data, username, password }
}

function nothingIn(config: Config, skipped: PastedLogins['skipped']): string {
  if ('credsStore' in config || 'credHelpers' in config)
    return 'No login stands in it: they are in the credential helper of the machine it comes from. Type user name and password instead.'
  const reasons = skipped.map(({ host, reason }) => `${host}: ${reason}`).join('; ')
  return reasons ? `No login in it can be used. ${reasons}.` : 'No login stands in it: “auths” is empty.'
}

function isSame(one: RegistryLogin, other: RegistryLogin): boolean {
  return one.registry === other.registry && one.username === other.username && one.password === other.password
}

function decode(text: string): string {
  return Buffer.from(text.replace(/\s+/g, ''), 'base64').toString('utf8')
}

function parseObject(text: string): Config | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Config) : null
  } catch {
    return null
  }
}
