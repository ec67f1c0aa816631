/** A certified sign-in provider that lets someone in without asking, with whatever claims a test gives them. */
import { mkdtempSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import OidcProvider, { type Context } from 'oidc-provider'
import { readKeys } from '../../scripts/up/provider/keys.ts'
import { clientId, settings } from '../../scripts/up/provider/settings.ts'
import { createStore } from '../../scripts/up/provider/store.ts'
import { freePort } from './web.ts'

export type Oidc = { issuer: string; env: Record<string, string>; stop: () => void }

type Options = {
  webUrl: string
  /** Beside `sub`. */
  claims: Record<string, unknown>
  /** The page to sign in at is on another origin, which sends people on at once. */
  elsewhere?: boolean
  subject?: string
  /** What is otherwise than with our own provider. */
  configuration?: object
  /** Answers a request itself, if it returns true. */
  intercept?: (request: http.IncomingMessage, response: http.ServerResponse, issuer: string) => boolean
}

/** Starts it for the application at `webUrl`. */
export async function startOidc(options: Options): Promise<Oidc> {
  const { webUrl, claims, elsewhere = false, subject = 'someone', configuration, intercept } = options
  const folder = mkdtempSync(path.resolve('.test', 'oidc-'))
  const keys = readKeys(path.join(folder, 'keys.json'))
  const store = createStore(path.join(folder, 'sessions.db'))
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const means = { webUrl, id: String(port), keys, people: () => [], store }
  const provider = new OidcProvider(issuer, {
    ...settings(means),
    claims: { openid: ['sub', 'groups', ...Object.keys(claims)], profile: [], email: [], groups: [] },
    findAccount: (_: Context, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...claims }) }),
    ...configuration,
  })
  const answerProtocol = provider.callback()
  const server = http.createServer((request, response) => {
    if (intercept?.(request, response, issuer)) return
    if (elsewhere && request.url === '/.well-known/openid-configuration')
      return describe(response, {
        ...endpoints(issuer),
        authorization_endpoint: `http://localhost:${port}/start`,
        end_session_endpoint: `${issuer}/session/end`,
      })
    if (request.url?.startsWith('/start?'))
      return void response.writeHead(302, { location: `${issuer}/auth${request.url.slice(6)}` }).end()
    if (!request.url?.startsWith('/sign-in/')) return answerProtocol(request, response)
    provider.interactionFinished(request, response, { login: { accountId: subject } })
  })
  await new Promise<void>((resolve) => server.listen(port, resolve))
  const env = {
    SLIPWAY_OIDC_ISSUER: issuer,
    SLIPWAY_OIDC_CLIENT_ID: clientId,
    SLIPWAY_OIDC_CLIENT_SECRET: keys.clientSecret,
  }
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { issuer, env, stop }
}

/** Answers as a provider that describes itself so. */
export function describe(response: http.ServerResponse, description: object): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(description))
}

/** The least that a provider says of itself. */
export function endpoints(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/me`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
  }
}
