/** One question to a registry, with the way through Basic or token authentication. */
import type { RegistryLogin } from './docker-config.ts'
import { type Guard, guardNow } from './outside.ts'
import { RegistryFault } from './registry-fault.ts'
import { type Reply, sendToRegistry } from './registry-http.ts'

export type Access = {
  /** From the first slash on. */
  path: string
  signal: AbortSignal
  method?: string
  /** What a token has to allow, e.g. `repository:team/image:pull,push`. */
  scope?: string
  headers?: Record<string, string>
  body?: string | undefined
  /** Where questions may go; without it, where an administrator allows it. */
  guard?: Guard | undefined
}

/** `wasAsked`: the registry wanted to know who asks. `location`: where the registry points, on itself. */
export type Answer = {
  status: number
  wasAsked: boolean
  location: string | null
  mediaType: string
  text: string
}

/** Asks, and where the registry wants it, signs in and asks again. Throws RegistryFault, or the signal's reason. */
export async function askRegistry(login: RegistryLogin, asked: Access): Promise<Answer> {
  const access = { ...asked, guard: asked.guard ?? guardNow() }
  const origin = await findOrigin(login.registry, access)
  const first = await send(origin, access)
  if (first.status !== 401) return answerOf(first, false)
  const authorization = await authorise(login, {
    challenge: first.headers['www-authenticate'] ?? '',
    origin,
    access,
  })
  if (authorization === null) return answerOf(first, true)
  return answerOf(await send(origin, access, authorization), true)
}

type Guarded = Access & { guard: Guard }

/** The address of a registry. Like docker, http only for registries on this machine. */
async function findOrigin(registry: string, { signal, guard }: Guarded): Promise<string> {
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry
  if (!URL.canParse(`https://${host}`)) throw new RegistryFault(`${host} is no host with a port.`)
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+)(:\d+)?$/.test(host)
  if (!isHere) return `https://${host}`
  const trial = { method: 'GET', headers: {}, signal, guard }
  const secure = await sendToRegistry(new URL(`https://${host}/v2/`), trial).then(
    () => true,
    () => false,
  )
  signal.throwIfAborted()
  return `${secure ? 'https' : 'http'}://${host}`
}

function send(origin: string, access: Guarded, authorization?: string): Promise<Reply> {
  const { path, method = 'GET', signal, body, guard } = access
  const headers = { ...access.headers, ...(authorization && { authorization }) }
  // Not read as relative to the registry: a path that begins with two slashes would be another host.
  return sendToRegistry(new URL(`${origin}${path}`), { method, headers, signal, body, guard })
}

type Challenged = { challenge: string; origin: string; access: Guarded }

/** The header to ask again with, or null where the login is refused. */
async function authorise(
  login: RegistryLogin,
  { challenge, origin, access }: Challenged,
): Promise<string | null> {
  const basic = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
  if (/^basic\b/i.test(challenge)) return login.username ? basic : null
  const { realm, service, scope } = parametersOf(challenge)
  if (!/^bearer\b/i.test(challenge) || !realm || !URL.canParse(realm))
    throw new RegistryFault(`${login.registry} asks for a sign-in that Slipway does not know.`)
  const address = new URL(realm)
  if (address.protocol !== 'https:' && origin.startsWith('https:'))
    throw new RegistryFault(
      `${login.registry} sends logins to ${address.host} without encryption; none was sent.`,
    )
  const wanted = access.scope ?? scope
  const query = { service, scope: wanted, account: login.username || undefined }
  for (const [name, value] of Object.entries(query)) if (value) address.searchParams.set(name, value)
  const headers: Record<string, string> = login.username ? { authorization: basic } : {}
  const { signal, guard } = access
  const response = await sendToRegistry(address, { method: 'GET', headers, signal, guard })
  if (response.status === 401 || response.status === 403) return null
  if (response.status !== 200)
    throw new RegistryFault(
      `${address.host}, where ${login.registry} signs people in, answers HTTP ${response.status}.`,
    )
  return `Bearer ${tokenIn(response.text)}`
}

/** `Bearer realm="https://…",service="…"` → its parameters. */
function parametersOf(challenge: string): Record<string, string | undefined> {
  const found = challenge.matchAll(/(\w+)="([^"]*)"/g)
  return Object.fromEntries([...found].map(([, name, value]) => [name?.toLowerCase(), value]))
}

function tokenIn(text: string): string {
  try {
    const { token, access_token } = JSON.parse(text) as { token?: unknown; access_token?: unknown }
    return String(token ?? access_token ?? '')
  } catch {
    return ''
  }
}

function answerOf({ status, headers, text }: Reply, wasAsked: boolean): Answer {
  const location = headers.location?.replace(/^https?:\/\/[^/]+/, '') ?? null
  return { status, wasAsked, location, mediaType: headers['content-type'] ?? '', text }
}
