/** Whom the provider knows and Slipway does not let in, for the audit trail. */
import { recordRefusal } from '#db/queries/told-only.ts'
import { config } from '#lib/config.ts'
import { type Profile, readable } from './claims.ts'
import type { SignInError } from './sign-in-error.ts'

const longest = 255

/** Never throws: what cannot be written down is in the log. */
export function tellRefusal(profile: Profile, reason: SignInError, address: string): void {
  const [issuer, subject] = [knownIssuer(textOf(profile.iss)), textOf(profile.sub)]
  const name = readable(textOf(profile.name)) || readable(textOf(profile.preferred_username)) || subject
  try {
    recordRefusal({ issuer, subject, name, reason, address })
  } catch (error) {
    console.error('A refused sign-in could not be told:', error)
  }
}

/** As users are kept: people leave out a slash at its end. */
function knownIssuer(issuer: string): string {
  const { SLIPWAY_OIDC_ISSUER } = config()
  return issuer.replace(/\/$/, '') === SLIPWAY_OIDC_ISSUER.replace(/\/$/, '') ? SLIPWAY_OIDC_ISSUER : issuer
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longest).toWellFormed() : ''
}
