/** Whether a known user may go on: claims younger than 5 minutes, else asked for again. */
import { replaceRefreshToken } from '#db/queries/refresh-tokens.ts'
import { getUser, type KnownUser, revokeClaims } from '#db/queries/users.ts'
import type { Viewer } from '#lib/access.ts'
import type { Profile } from './claims.ts'
import { fetchProfile, ProviderDown, ProviderRefused, readIdToken, refreshTokens } from './provider.ts'
import { openToken, recordClaims, sealToken } from './record-claims.ts'
import type { SignInError } from './sign-in-error.ts'

const freshFor = 5 * 60_000
const usableFor = 15 * 60_000
/** After a failure the provider is not asked again for so long: about anybody while it is down, else about that person. */
const pauseAfterFailure = 15_000

export type Standing = { viewer: Viewer } | { signedOut: SignInError }
type Answer = { profile: Profile; refreshToken: string }
type Refresh = 'refreshed' | 'refused' | 'overflown' | 'unreachable' | 'impossible'

type Shared = {
  running: Map<number, Promise<Refresh>>
  downAt: number
  /** When asking about a person failed, by user. */
  failedAt: Map<number, number>
}
const globals = globalThis as { [key: symbol]: Shared | undefined }
const key = Symbol.for('slipway.auth.refreshes')

/** Where a user stands now. `maxAge`: milliseconds after which the provider is asked again. */
export async function standingOf(userId: number, { maxAge = freshFor } = {}): Promise<Standing> {
  const user = getUser(userId)
  if (!user || user.claimsAt === 0) return { signedOut: 'SessionEnded' }
  if (isYoungerThan(maxAge, user)) return { viewer: user.viewer }
  const outcome = await refreshOnce(userId)
  if (outcome === 'refused') return { signedOut: 'SessionEnded' }
  if (outcome === 'overflown') return { signedOut: 'GroupsOverflown' }
  const now = getUser(userId)
  // Without a refresh token nobody can be asked, and the person has to come by again.
  const limit = outcome === 'impossible' ? freshFor : usableFor
  if (now && isYoungerThan(limit, now)) return { viewer: now.viewer }
  return { signedOut: outcome === 'unreachable' ? 'ProviderUnreachable' : 'SessionEnded' }
}

/** One refresh per user at a time: refresh tokens may be good for one use only. */
function refreshOnce(userId: number): Promise<Refresh> {
  const { running } = state()
  const known = running.get(userId)
  if (known) return known
  const refresh = refreshClaims(userId).finally(() => running.delete(userId))
  running.set(userId, refresh)
  return refresh
}

async function refreshClaims(userId: number): Promise<Refresh> {
  let held = getUser(userId)?.sealedRefreshToken
  if (!held) return 'impossible'
  if (isPaused(userId)) return 'unreachable'
  try {
    const used = openToken(userId, held)
    const tokens = await refreshTokens(used)
    const refreshToken = tokens.refresh_token ?? used
    const next = sealToken(userId, refreshToken)
    if (!replaceRefreshToken(userId, { used: held, next })) return 'refreshed'
    held = next
    const profile = await fetchProfile(readIdToken(tokens.id_token), tokens.access_token)
    return isHeld(userId, held) ? record(userId, { profile, refreshToken }) : 'refreshed'
  } catch (error) {
    if (!(error instanceof ProviderRefused)) return keepGoing(userId, error)
    return isHeld(userId, held) ? revoke(userId, 'refused') : 'refreshed'
  }
}

/** An answer counts only for the token that is still held: the person may have signed in anew meanwhile. */
function isHeld(userId: number, token: string): boolean {
  return getUser(userId)?.sealedRefreshToken === token
}

function record(userId: number, { profile, refreshToken }: Answer): Refresh {
  const recorded = recordClaims(profile, { refreshToken, isSignIn: false, userId })
  state().failedAt.delete(userId)
  if ('userId' in recorded) return 'refreshed'
  return revoke(userId, recorded.fault === 'overflown' ? 'overflown' : 'refused')
}

function revoke(userId: number, because: Refresh): Refresh {
  revokeClaims(userId)
  return because
}

/** What goes wrong for one person stops nobody else. */
function keepGoing(userId: number, error: unknown): Refresh {
  if (error instanceof ProviderDown) state().downAt = Date.now()
  else state().failedAt.set(userId, Date.now())
  console.warn('The sign-in provider did not answer when asked about a signed-in person:', error)
  return 'unreachable'
}

function isPaused(userId: number): boolean {
  const { downAt, failedAt } = state()
  const age = Date.now() - Math.max(downAt, failedAt.get(userId) ?? 0)
  return age >= 0 && age < pauseAfterFailure
}

function isYoungerThan(limit: number, user: KnownUser): boolean {
  const age = Date.now() - user.claimsAt
  return age >= 0 && age < limit
}

function state(): Shared {
  globals[key] ??= { running: new Map(), downAt: 0, failedAt: new Map() }
  return globals[key]
}
