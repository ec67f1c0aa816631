/** A certified provider in the shape of another one: its claims, its scopes, when it gives refresh tokens. */
import type http from 'node:http'
import { describe, endpoints, type Oidc, startOidc } from './oidc.ts'

export type Shape = {
  subject: string
  /** Claims by the scope that brings them, as they are now. Any other scope is refused, as all of them do. */
  claims: Record<string, Record<string, unknown>>
  /** When a refresh token comes: always, for the scope `offline_access`, or never. */
  refreshes: 'always' | 'offline' | 'never'
  /** Whether it has an address for signing out. */
  endsSessions: boolean
}

/** Starts it for the application at `webUrl`. What is changed in the claims later is what it says then. */
export function startShaped(webUrl: string, shape: Shape): Promise<Oidc> {
  const { subject, claims, refreshes, endsSessions } = shape
  let isOffline = false
  const findAccount = (_: unknown, sub: string) => ({
    accountId: sub,
    claims: () => Object.assign({ sub }, ...Object.values(claims)),
  })
  const named = Object.entries(claims).map(([scope, values]) => [scope, Object.keys(values)])
  const configuration = {
    claims: {
      profile: [],
      email: [],
      ...Object.fromEntries(named),
      openid: ['sub', ...keysOf(claims.openid)],
    },
    findAccount,
    issueRefreshToken: async () => refreshes === 'always' || (refreshes === 'offline' && isOffline),
  }

  function intercept({ url = '' }: http.IncomingMessage, response: http.ServerResponse, issuer: string) {
    const { pathname, searchParams } = new URL(url, issuer)
    if (pathname === '/.well-known/openid-configuration' && !endsSessions) {
      describe(response, endpoints(issuer))
      return true
    }
    if (pathname !== '/auth' || !searchParams.has('scope')) return false
    const scopes = searchParams.get('scope')?.split(' ') ?? []
    isOffline = scopes.includes('offline_access')
    const known = ['openid', 'profile', 'email', ...Object.keys(claims)]
    if (refreshes === 'offline') known.push('offline_access')
    if (scopes.every((scope) => known.includes(scope))) return false
    refuse(response, searchParams)
    return true
  }

  return startOidc({ webUrl, claims: {}, subject, configuration, intercept })
}

function refuse(response: http.ServerResponse, asked: URLSearchParams): void {
  const back = new URL(asked.get('redirect_uri') ?? '')
  back.searchParams.set('error', 'invalid_scope')
  back.searchParams.set('state', asked.get('state') ?? '')
  response.writeHead(302, { location: back.href }).end()
}

function keysOf(values: Record<string, unknown> | undefined): string[] {
  return Object.keys(values ?? {})
}
