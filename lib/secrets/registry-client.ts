/** One question to a registry, with the way through Basic or token authentication. */
import type { RegistryLogin } from './docker-config.ts'

export type Access = {
  path: string
  signal: AbortSignal
  method?: string
  /** What a token has to allow, e.g. `repository:team/image:pull,push`. */
  scope?: string
  headers?: Record<string, string>
  body?: string
}

/** `wasAsked`: the registry wanted to know who asks. `location`: where the registry points, on itself. */
export type Answer = {
  status: number
  wasAsked: boolean
  location: string | null
  mediaType: string
  text: () => Promise<string>
}

/** The registry could not be asked; the message is a sentence for people. */
export class RegistryFault extends Error {
  override name = 'RegistryFault'
}

/** Asks, and where the registry wants it, signs in and asks again. Throws RegistryFault, or the signal's reason. */
export async function askRegistry(login: RegistryLogin, access: Access): Promise<Answer> {
  const origin = await findOrigin(login.registry, access.signal)
  const first = await send(origin, access)
  if (first.status !== 401) return answerOf(first, false)
  const authorization = await authorise(login, {
    challenge: first.headers.get('www-authenticate') ?? '',
    origin,
    access,
  })
  if (authorization === null) return answerOf(first, true)
  return answerOf(await send(origin, access, authorization), true)
}

/** The address of a registry. Like docker, http only for registries on this machine. */
async function findOrigin(registry: string, signal: AbortSignal): Promise<string> {
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+)(:\d+)?$/.test(host)
  if (!isHere) return `https://${host}`
  const secure = await fetch(`https://${host}/v2/`, { signal }).then(
    () => true,
    () => false,
  )
  signal.throwIfAborted()
  return `${secure ? 'https' : 'http'}://${host}`
}

function send(origin: string, access: Access, authorization?: string) {
  const { path, method = 'GET', signal, body } = access
  const headers = { ...access.headers, ...(authorization && { authorization }) }
  return reach(new URL(path, origin), { method, headers, signal, body })
}

type Challenged = { challenge: string; origin: string; access: Access }

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
  const headers: HeadersInit = login.username ? { authorization: basic } : {}
  const response = await reach(address, { headers, signal: access.signal })
  if (response.status === 401 || response.status === 403) return null
  if (!response.ok)
    throw new RegistryFault(
      `${address.host}, where ${login.registry} signs people in, answers HTTP ${response.status}.`,
    )
  return `Bearer ${tokenIn(await response.text())}`
}

async function reach(address: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new RegistryFault(describe(address, error))
  }
}

function describe({ host }: URL, error: unknown): string {
  const { code = '', message = '' } = (error as { cause?: { code?: string; message?: string } }).cause ?? {}
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return `The host ${host} was not found. Check how it is spelled.`
  if (message === 'bad port')
    return `No registry can be asked on the port of ${host}: it is kept for something else.`
  if (code === 'ECONNREFUSED') return `Nothing answers on ${host}. Check the host and the port.`
  if (/WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST/.test(code))
    return `${host} does not speak https, and Slipway sends passwords in the clear to no other machine.`
  if (/CERT|SIGNATURE|ISSUER|ALTNAME/.test(code))
    return `The certificate of ${host} is not trusted (${code}).`
  return `${host} could not be reached${code || message ? ` (${code || message})` : ''}.`
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

function answerOf(response: Response, wasAsked: boolean): Answer {
  const { status, headers } = response
  const location = headers.get('location')?.replace(/^https?:\/\/[^/]+/, '') ?? null
  const mediaType = headers.get('content-type') ?? ''
  return { status, wasAsked, location, mediaType, text: () => response.text() }
}
