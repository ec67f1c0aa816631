/** What a request counts as, and for whom. */
import type { NextRequest } from 'next/server'
import { config } from '#lib/config.ts'
import { clientAddress } from './client-address.ts'
import { cookieName } from './cookies.ts'
import { spend } from './limits.ts'
import { fits, partsOf } from './page-access.ts'
import { readSession } from './session.ts'

/** Pages that go through all there is when they are asked to, and by which field of their address. */
const searches = [
  ['/admin/builds/*/log', 'q'],
  ['/admin/audit', 'q'],
  ['/admin/audit', 'check'],
] as const

/**
 * Changes, interfaces and searches through everything count for their person, or where nobody is signed in, and for
 * signing in, for the address. Throws LimitReached.
 */
export async function spendRequest(request: NextRequest): Promise<void> {
  const { headers, cookies } = request
  const address = clientAddress(headers, config().SLIPWAY_PROXIES)
  if (isSignIn(request)) return spend('signIns', { address })
  const isPage = isLook(request) && !isInterface(request)
  if (isPage && !isSearch(request)) return
  const session = await readSession(cookies)
  if (session) return spend('requests', { userId: session.userId })
  if (!isPage) return spend('requests', { address })
}

/** Whether a request wants to see and not to change. */
export function isLook({ method }: NextRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** What a person begins or ends, in a browser that keeps our cookies: no page of others can make it be counted. */
function isSignIn(request: NextRequest): boolean {
  const parts = partsOf(new URL(request.url).pathname)
  if (fits('/api/auth/signin/*', parts)) return !isLook(request)
  return fits('/api/auth/callback/*', parts) && request.cookies.has(cookieName('state'))
}

/** The way to the sign-in page leads over one that is no more than a page. */
function isInterface({ url }: NextRequest): boolean {
  const { pathname } = new URL(url)
  return pathname.startsWith('/api/') && pathname !== '/api/auth/signin'
}

function isSearch({ url }: NextRequest): boolean {
  const { pathname, searchParams } = new URL(url)
  const parts = partsOf(pathname)
  return searches.some(([page, field]) => searchParams.get(field) && fits(page, parts))
}
