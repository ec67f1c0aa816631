/** Talks to the sign-in provider after someone has signed in. Plain requests, 5 seconds each. */
import { z } from 'zod'
import { config } from '#lib/config.ts'
import { isComplete, type Profile } from './claims.ts'
import { claimNames } from './record-claims.ts'

/** The provider answered, and no longer vouches for this person. Any other error: it said nothing of use about them. */
export class ProviderRefused extends Error {
  override name = 'ProviderRefused'
}

/** The provider did not answer, or could not: about nobody, then. */
export class ProviderDown extends Error {
  override name = 'ProviderDown'
}

/** Another provider answers at the address of ours, or one for several tenants: what it says of people counts nothing. */
export class WrongIssuer extends ProviderDown {
  override name = 'WrongIssuer'
}

const endpointsSchema = z.object({
  issuer: z.string(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url().optional(),
  end_session_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})
type Endpoints = z.output<typeof endpointsSchema>

const profileSchema = z.record(z.string(), z.unknown())
const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  id_token: z.string().optional(),
})
export type Tokens = z.output<typeof tokensSchema>

const refusalSchema = z.object({ error: z.string() })
const rememberFor = 10 * 60_000
let remembered: { endpoints: Endpoints; at: number } | undefined

/** Address of the provider's self-description (OpenID Connect Discovery 1.0, §4). */
export function discoveryUrl(): string {
  return `${config().SLIPWAY_OIDC_ISSUER.replace(/\/+$/, '')}/.well-known/openid-configuration`
}

/** New tokens for a refresh token. Throws ProviderRefused when the provider no longer accepts it. */
export async function refreshTokens(refreshToken: string): Promise<Tokens> {
  const { token_endpoint: url, token_endpoint_auth_methods_supported: methods } = await endpoints()
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken })
  const headers = new Headers()
  if (methods.includes('client_secret_basic')) headers.set('authorization', basicLogin())
  else for (const [name, value] of Object.entries(client())) body.set(name, value)
  const response = await request(url, { method: 'POST', headers, body })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return tokensSchema.parse(answer)
  const error = refusalSchema.safeParse(answer).data?.error
  if (error === 'invalid_grant' || response.status === 401) throw new ProviderRefused(error ?? 'Refused.')
  throw new Error(`${url} answered ${response.status} ${error ?? ''}`.trim())
}

/**
 * All that the provider says about a person: the id token's claims and, where groups or roles are not in them, what
 * userinfo adds. Throws ProviderRefused when userinfo does not accept the access token.
 */
export async function fetchProfile(idTokenClaims: Profile, accessToken: string): Promise<Profile> {
  const { userinfo_endpoint: url, issuer } = await endpoints()
  const hasIdToken = Object.keys(idTokenClaims).length > 0
  if (hasIdToken && idTokenClaims.iss !== issuer) throw new Error('The id token is of another issuer.')
  if (!url || isComplete(idTokenClaims, claimNames())) return idTokenClaims
  const response = await request(url, { headers: { authorization: `Bearer ${accessToken}` } })
  if (response.status === 401) throw new ProviderRefused('The access token was refused.')
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  const userinfo = profileSchema.parse(await response.json())
  const isSamePerson = idTokenClaims.sub === undefined || idTokenClaims.sub === userinfo.sub
  if (!isSamePerson) throw new Error(`${url} spoke of somebody else.`)
  return { ...userinfo, ...idTokenClaims }
}

/**
 * The claims of an id token that came straight from the token endpoint, where the connection vouches for it
 * (OpenID Connect Core 1.0, §3.1.3.7, 6). Nothing where there is none.
 */
export function readIdToken(idToken: string | undefined): Profile {
  const payload = idToken?.split('.')[1]
  return payload ? profileSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString())) : {}
}

/** Where to send someone who signs out, so that the next sign-in asks again; null where the provider has no such page. */
export async function endSessionUrl(): Promise<string | null> {
  const { end_session_endpoint } = await endpoints()
  if (!end_session_endpoint) return null
  const { SLIPWAY_URL, SLIPWAY_OIDC_CLIENT_ID } = config()
  const url = new URL(end_session_endpoint)
  url.searchParams.set('client_id', SLIPWAY_OIDC_CLIENT_ID)
  url.searchParams.set('post_logout_redirect_uri', `${SLIPWAY_URL}/sign-in`)
  return url.href
}

async function endpoints(): Promise<Endpoints> {
  if (remembered && Date.now() - remembered.at < rememberFor) return remembered.endpoints
  const response = await request(discoveryUrl())
  if (!response.ok) throw new ProviderDown(`${discoveryUrl()} answered ${response.status}.`)
  const found = endpointsSchema.parse(await response.json())
  checkIssuer(found.issuer)
  remembered = { endpoints: found, at: Date.now() }
  return found
}

/** Both must be the same (OpenID Connect Discovery 1.0, §4.3); people leave out a slash at the end. */
function checkIssuer(issuer: string): void {
  const { SLIPWAY_OIDC_ISSUER } = config()
  const [ours, theirs] = [SLIPWAY_OIDC_ISSUER, issuer].map((each) => each.replace(/\/$/, ''))
  if (ours === theirs) return
  throw new WrongIssuer(
    `SLIPWAY_OIDC_ISSUER is ${SLIPWAY_OIDC_ISSUER}, but the provider there calls itself ${issuer.slice(0, 300)}. Nobody can sign in until they are the same.`,
  )
}

async function request(url: string, init: RequestInit = {}): Promise<Response> {
  const always = { redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(5000) } as const
  const response = await fetch(url, { ...init, ...always }).catch((cause: unknown) => {
    throw new ProviderDown(`${url} did not answer.`, { cause })
  })
  if (response.status >= 500) throw new ProviderDown(`${url} answered ${response.status}.`)
  return response
}

function client() {
  const { SLIPWAY_OIDC_CLIENT_ID, SLIPWAY_OIDC_CLIENT_SECRET } = config()
  return { client_id: SLIPWAY_OIDC_CLIENT_ID, client_secret: SLIPWAY_OIDC_CLIENT_SECRET }
}

/** Both halves are form-encoded first (RFC 6749, §2.3.1). */
function basicLogin(): string {
  const { client_id, client_secret } = client()
  const [user, password] = [client_id, client_secret].map((part) =>
    new URLSearchParams({ '': part }).toString().slice(1),
  )
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}
