/** What a sign-in provider's answer means for us. Pure: no network, no database. */
import type { Claims } from '#db/queries/users.ts'
import { forbiddenCharacter } from '#lib/images/characters.ts'

/** An id token's claims or a userinfo answer, as it came. */
export type Profile = Record<string, unknown>

/** Which claims to read and what to look for in them, from the configuration. */
export type ClaimNames = {
  issuer: string
  groups: string
  roles: string
  adminRole: string
  /** Also makes administrators; undefined: no group does. */
  adminGroup: string | undefined
  managerRole: string
}

/** `overflown`: too many groups for the token, so it carries a pointer instead. `unreadable`: not a list of names. */
export type ClaimsFault = { fault: 'overflown' | 'unreadable' | 'nobody'; claim: string }

/** `hasGroupsClaim` is false when the provider said nothing at all about groups: no groups then, and worth saying. */
export type ClaimsAnswer = { claims: Claims; hasGroupsClaim: boolean } | ClaimsFault

/** Reads who someone is and what they may do; a fault means that they may not come in. */
export function readClaims(profile: Profile, names: ClaimNames): ClaimsAnswer {
  const subject = identifier(profile.sub)
  if (!subject) return { fault: 'nobody', claim: 'sub' }
  for (const claim of [names.groups, names.roles]) {
    if (isOverflown(profile, claim)) return { fault: 'overflown', claim }
    if (readList(profile, claim) === 'unreadable') return { fault: 'unreadable', claim }
  }
  const roles = listOf(profile, names.roles)
  const managed = roles.flatMap((role) => managedGroup(role, names.managerRole))
  const named = listOf(profile, names.groups)
  const claims = {
    issuer: names.issuer,
    subject,
    name: text(profile.name) ?? text(profile.preferred_username) ?? text(profile.email) ?? subject,
    email: readEmail(profile),
    // A group that only a manager's role names makes nobody an administrator.
    isAdministrator: roles.includes(names.adminRole) || named.some((group) => group === names.adminGroup),
    groups: [...new Set([...named, ...managed])],
    managed: [...new Set(managed)],
  }
  return { claims, hasGroupsClaim: find(profile, names.groups) !== undefined }
}

/** Whether the profile says something about both groups and roles, or why not: nothing needs to be asked again. */
export function isComplete(profile: Profile, names: ClaimNames): boolean {
  return [names.groups, names.roles].every(
    (claim) => find(profile, claim) !== undefined || isOverflown(profile, claim),
  )
}

/**
 * Above some 200 groups Entra ID sends `_claim_names` or `hasgroups` in place of the list:
 * https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference (groups overage claim)
 */
function isOverflown(profile: Profile, claim: string): boolean {
  if (find(profile, claim) !== undefined) return false
  const elsewhere = profile._claim_names
  if (typeof elsewhere === 'object' && elsewhere !== null && claim in elsewhere) return true
  return claim === 'groups' && (profile.hasgroups === true || profile.hasgroups === 'true')
}

/** A claim by its name, or by the way to it (`realm_access.roles`). */
function find(profile: Profile, claim: string): unknown {
  if (Object.hasOwn(profile, claim)) return profile[claim] ?? undefined
  let found: unknown = profile
  for (const step of claim.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = (found as Profile)[step]
  }
  return found ?? undefined
}

function readList(profile: Profile, claim: string): string[] | 'unreadable' {
  const found = [find(profile, claim) ?? []].flat()
  if (!found.every((item) => typeof item === 'string')) return 'unreadable'
  return found.map((item) => item.trim()).filter((item) => item !== '' && isPlain(item))
}

function listOf(profile: Profile, claim: string): string[] {
  const found = readList(profile, claim)
  return found === 'unreadable' ? [] : found
}

/** `manager:{group}` and `manager:vision` → `vision`. */
function managedGroup(role: string, pattern: string): string[] {
  const [before = '', after = ''] = pattern.split('{group}')
  const isLong = role.length > before.length + after.length
  const group = role.slice(before.length, role.length - after.length).trim()
  return isLong && role.startsWith(before) && role.endsWith(after) && group ? [group] : []
}

/** Never altered: another one could become the same. https://openid.net/specs/openid-connect-core-1_0.html#IDToken, sub */
function identifier(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' && isPlain(value) ? value : undefined
}

/** Only an address that the provider does not call unverified: people are added to groups by it. */
function readEmail({ email, email_verified }: Profile): string | null {
  const address = text(email)?.toLowerCase() ?? ''
  const isDoubted = email_verified === false || email_verified === 'false'
  return !isDoubted && /^[^\s@()<>,;:"\\]+@[^\s@()<>,;:"\\]+$/.test(address) ? address : null
}

function text(value: unknown): string | undefined {
  return (typeof value === 'string' && readable(value)) || undefined
}

const longest = 255

/** What cannot be seen, or not be kept, stands in no group's name, so that none looks like another. */
function isPlain(text: string): boolean {
  return text.length <= longest && forbiddenCharacter(text) === undefined
}

/** What people can see of a name that somebody chose for themselves at their provider. */
export function readable(text: string): string {
  const shown = [...text.slice(0, 4 * longest)].filter((each) => forbiddenCharacter(each) === undefined)
  return shown.join('').trim().slice(0, longest).toWellFormed()
}
