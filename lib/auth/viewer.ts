/** Who is asking. Pages, actions and route handlers begin here; lib/access.ts says what they may do. */
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { allow, type Viewer } from '#lib/access.ts'
import { config } from '#lib/config.ts'
import { signInPath } from './callback-path.ts'
import { clientAddress } from './client-address.ts'
import { isOver, readSession } from './session.ts'
import type { SignInError } from './sign-in-error.ts'
import { type Standing, standingOf } from './standing.ts'

/** Set by proxy.ts: path and query of the page that was asked for. */
export const pathHeader = 'x-slipway-path'

/** One of lib/access.ts. */
type Policy = (viewer: Viewer) => boolean
const everyone: Policy = () => true

/** Where this request's person stands; `anonymous` without a session. Asked once per request. */
export const standing = cache(async (): Promise<Standing | 'anonymous'> => {
  const session = await readSession(await cookies())
  return session ? standingOf(session.userId) : 'anonymous'
})

/** From where this request comes. */
export async function requestAddress(): Promise<string> {
  return clientAddress(await headers(), config().SLIPWAY_PROXIES)
}

/** The person who is asking, or null: not signed in, no longer vouched for, or refused by `may`. */
export async function viewer(may: Policy = everyone): Promise<Viewer | null> {
  const found = await standing()
  const isAllowed = found !== 'anonymous' && 'viewer' in found && may(found.viewer)
  return isAllowed ? withAddress(found.viewer) : null
}

/**
 * The person who is asking. Sends whoever is not signed in to the sign-in page, which leads back here; throws
 * AccessDenied where `may`, a policy of lib/access.ts, refuses. For pages only.
 */
export async function requireViewer(may: Policy = everyone): Promise<Viewer> {
  const found = await standing()
  if (found !== 'anonymous' && 'viewer' in found) {
    allow(may(found.viewer), 'open this page')
    return withAddress(found.viewer)
  }
  const path = (await headers()).get(pathHeader) ?? '/'
  redirect(signInPath(path, signedOutBecause(found)))
}

/**
 * Who is asking, to be asked again while a stream runs: null once the session is over or the provider vouches no more.
 */
export async function lastingViewer(): Promise<() => Promise<Viewer | null>> {
  const session = await readSession(await cookies())
  return async () => {
    if (!session || isOver(session)) return null
    const found = await standingOf(session.userId)
    return 'viewer' in found ? found.viewer : null
  }
}

async function withAddress(viewer: Viewer): Promise<Viewer> {
  return { ...viewer, address: await requestAddress() }
}

function signedOutBecause(
  found: Exclude<Awaited<ReturnType<typeof standing>>, { viewer: Viewer }>,
): SignInError | undefined {
  return found === 'anonymous' ? undefined : found.signedOut
}
