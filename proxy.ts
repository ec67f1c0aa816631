/**
 * What every page begins with: its security headers, and an honest status code, for Next's own `notFound()` and
 * `forbidden()` have no body without JavaScript. Access does not rely on it: pages, actions and queries ask for
 * themselves.
 */
import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { canUseCatalogue, type Viewer } from '#lib/access.ts'
import { signInPath } from '#lib/auth/callback-path.ts'
import { refusalOf } from '#lib/auth/own-request.ts'
import { type Decision, decidePage, isPage } from '#lib/auth/page-access.ts'
import { readSession } from '#lib/auth/session.ts'
import { isLook, spendRequest } from '#lib/auth/spend-request.ts'
import { standingOf } from '#lib/auth/standing.ts'
import { pathHeader } from '#lib/auth/viewer.ts'
import { config as settings } from '#lib/config.ts'
import { LimitReached } from '#lib/limit-reached.ts'
import { bareHeaders, nonceHeader, pageHeaders } from '#lib/security-headers.ts'

const explanations: Record<Exclude<Decision, 'show' | 'sign in'>, { page: string; status: number }> = {
  'no groups': { page: '/no-groups', status: 403 },
  'no access': { page: '/no-access', status: 403 },
  missing: { page: '/missing', status: 404 },
}

/** Next takes the nonce for its own scripts from the policy of the request that it passes on. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = pageUrl(request)
  const { method, headers: sent } = request
  const refusal = refusalOf({ method, pathname, headers: sent }, new URL(settings().SLIPWAY_URL).origin)
  if (refusal) return bare(refusal.message, refusal.status)
  const nonce = randomBytes(16).toString('base64')
  const secured = new Headers(pageHeaders(nonce))
  const headers = new Headers(request.headers)
  headers.set(pathHeader, pathname + search)
  headers.set(nonceHeader, nonce)
  secured.forEach((value, name) => void headers.set(name, value))
  const response = await spendRequest(request)
    .then(() => answer(request, headers))
    .catch(failed)
  secured.forEach((value, name) => void response.headers.set(name, value))
  return response
}

export const config = {
  matcher: ['/((?!_next/static/|healthz$|readyz$|metrics$|icon\\.svg$).*)'],
}

async function answer(request: NextRequest, headers: Headers): Promise<NextResponse> {
  const { pathname, search } = pageUrl(request)
  // Interfaces answer for themselves.
  if (pathname.startsWith('/api/')) return NextResponse.next({ request: { headers } })
  if (!isLook(request)) return passAction(request, headers)
  const { viewer, reason } = await whoAsks(request)
  const decision = decidePage(pathname, viewer)
  if (decision === 'show') return NextResponse.next({ request: { headers } })
  if (decision === 'sign in')
    return NextResponse.redirect(here(request, signInPath(pathname + search, reason)))
  const { page, status } = explanations[decision]
  if (page === pathname) return NextResponse.next({ status, request: { headers } })
  return NextResponse.rewrite(here(request, page), { status, request: { headers } })
}

/**
 * Actions answer for themselves. Those of the frame are sent to where the person is, even to a page that is none or
 * not theirs; no other action can be reached there. A plain form of someone who is signed out goes to the sign-in page
 * with 303: a page's own redirect would be a 307, and the browser would send the form there again.
 */
async function passAction(request: NextRequest, headers: Headers): Promise<NextResponse> {
  const { pathname, search } = pageUrl(request)
  if (!isPage(pathname)) return NextResponse.rewrite(here(request, '/missing'), { request: { headers } })
  if (request.headers.has('next-action')) return NextResponse.next({ request: { headers } })
  const { viewer, reason } = await whoAsks(request)
  const decision = decidePage(pathname, viewer)
  // What somebody deleted meanwhile is told by the page that it was on.
  if (decision === 'show' || decision === 'missing') return NextResponse.next({ request: { headers } })
  if (decision === 'sign in')
    return NextResponse.redirect(here(request, signInPath(pathname + search, reason)), 303)
  return NextResponse.rewrite(here(request, explanations[decision].page), { request: { headers } })
}

/** Without a database there is no page, and Next would answer without any header. */
function failed(error: unknown): NextResponse {
  if (error instanceof LimitReached) return bare(error.message, 429, { 'retry-after': String(error.seconds) })
  console.error('A page could not be prepared:', error)
  const words =
    'Slipway cannot show its pages now. Nothing was changed. Try again in a minute; if it stays so, tell an administrator: the reason is in the log of the server.'
  return bare(words, 500)
}

function bare(message: string, status: number, more: Record<string, string> = {}): NextResponse {
  const headers = {
    ...more,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...bareHeaders(),
  }
  return new NextResponse(`${message}\n`, { status, headers })
}

/** Someone without groups may have been given one a moment ago, so the provider is asked again. */
async function whoAsks(request: NextRequest): Promise<{ viewer: Viewer | null; reason?: string }> {
  const session = await readSession(request.cookies)
  if (!session) return { viewer: null }
  const { userId } = session
  let standing = await standingOf(userId)
  const hasNothing = 'viewer' in standing && !canUseCatalogue(standing.viewer)
  if (hasNothing) standing = await standingOf(userId, { maxAge: 10_000 })
  return 'viewer' in standing ? standing : { viewer: null, reason: standing.signedOut }
}

/** The page's address without what Next's own router adds. */
function pageUrl(request: NextRequest): URL {
  const url = new URL(request.url)
  url.searchParams.delete('_rsc')
  return url
}

/**
 * Never `request.nextUrl` here: it says `localhost` where the server listens on 127.0.0.1, and Next would then ask
 * itself over the network, for ever (vercel/next.js#94745). `skipProxyUrlNormalize` in next.config.ts belongs to it.
 */
function here(request: NextRequest, path: string): URL {
  return new URL(path, request.url)
}
