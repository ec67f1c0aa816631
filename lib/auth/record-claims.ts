/** From the provider's answer to our users table: the same at sign-in and at every refresh. */
import { findUserId, saveClaims } from '#db/queries/users.ts'
import { config } from '#lib/config.ts'
import { purposes } from '#lib/secrets/purposes.ts'
import { open, seal } from '#lib/secrets/seal.ts'
import { type ClaimNames, type ClaimsFault, type Profile, readClaims } from './claims.ts'

const shared = globalThis as { [key: symbol]: Set<number> | undefined }
const silentKey = Symbol.for('slipway.auth.no-groups-claim')

/** A refresh token as it is kept in the row of its user. */
export function sealToken(userId: number, token: string): string {
  return seal(token, purposes.refreshToken, [userId])
}

/** Throws where it was sealed with another SLIPWAY_SECRET. */
export function openToken(userId: number, sealed: string): string {
  return open(sealed, purposes.refreshToken, [userId])
}

/** The claims' names as configured. */
export function claimNames(): ClaimNames {
  const set = config()
  return {
    issuer: set.SLIPWAY_OIDC_ISSUER,
    groups: set.SLIPWAY_OIDC_GROUPS_CLAIM,
    roles: set.SLIPWAY_OIDC_ROLES_CLAIM,
    adminRole: set.SLIPWAY_OIDC_ADMIN_ROLE,
    adminGroup: set.SLIPWAY_OIDC_ADMIN_GROUP,
    managerRole: set.SLIPWAY_OIDC_MANAGER_ROLE,
  }
}

/** `userId`: whom the provider was asked about; absent at a sign-in, where that is for the provider to say. */
type Token = { refreshToken: string | null; isSignIn: boolean; address?: string; userId?: number }

/** Writes down what the provider said. Returns the user's id, or the fault that keeps this person out. */
export function recordClaims(profile: Profile, token: Token): { userId: number } | ClaimsFault {
  const answer = readClaims(profile, claimNames())
  if ('fault' in answer) return answer
  const isSomebodyElse = token.userId !== undefined && findUserId(answer.claims) !== token.userId
  if (isSomebodyElse) return { fault: 'nobody', claim: 'sub' }
  const { refreshToken, isSignIn, address } = token
  const sealedRefreshToken = refreshToken ? (id: number) => sealToken(id, refreshToken) : null
  const userId = saveClaims(answer.claims, { sealedRefreshToken, isSignIn, address })
  shared[silentKey] ??= new Set()
  if (answer.hasGroupsClaim) shared[silentKey].delete(userId)
  else shared[silentKey].add(userId)
  return { userId }
}

/** Whether the provider's last answer about this user had no groups claim at all, as far as this process knows. */
export function lacksGroupsClaim(userId: number): boolean {
  return shared[silentKey]?.has(userId) ?? false
}
