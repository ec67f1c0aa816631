/** Everyone who may stand at a door, each with a session. */
import { encode } from 'next-auth/jwt'
import { getUser, revokeClaims, saveClaims } from '#db/queries/users.ts'
import type { Viewer } from '#lib/access.ts'
import { sealToken } from '#lib/auth/record-claims.ts'
import { newSession } from '#lib/auth/session.ts'
import { config } from '#lib/config.ts'
import { held } from './held.ts'

/** The order of the letters in the tables of doors. */
export const everyone = [
  'anonymous',
  'stranger',
  'exMember',
  'member',
  'manager',
  'otherManager',
  'administrator',
] as const
export type Who = (typeof everyone)[number]

export type Person = { cookie: string; viewer: Viewer }
export type People = Record<Exclude<Who, 'anonymous'>, Person>

/** `exMember` was a manager of vision, and is a member of language now; `otherManager` manages language. */
export async function signEveryoneIn(): Promise<People> {
  return {
    stranger: await signIn('stranger', {}),
    exMember: await signIn('exMember', { groups: ['vision'], managed: ['vision'] }),
    member: await signIn('member', { groups: ['vision'] }),
    manager: await signIn('manager', { groups: ['vision'], managed: ['vision'] }),
    otherManager: await signIn('otherManager', { groups: ['language'], managed: ['language'] }),
    administrator: await signIn('administrator', { isAdministrator: true }),
  }
}

type Role = { isAdministrator?: boolean; groups?: string[]; managed?: string[] }

/** Someone who comes in at the provider with these groups; called again, they have these instead. */
export async function signIn(subject: string, role: Role): Promise<Person> {
  const who = { issuer: config().SLIPWAY_OIDC_ISSUER, subject, name: `The ${subject}`, email: null }
  const claims = { ...who, isAdministrator: false, groups: [], managed: [], ...role }
  // About those without groups the provider is asked each time, and it knows none of them.
  const isSomebody = role.isAdministrator || role.groups !== undefined
  const sealedRefreshToken = isSomebody ? (id: number) => sealToken(id, held.refreshToken) : null
  const id = saveClaims(claims, { sealedRefreshToken, isSignIn: true })
  const known = getUser(id)
  if (!known) throw new Error(`${subject} could not sign in.`)
  return { cookie: await sessionOf(id), viewer: known.viewer }
}

/** The cookie of a new session. */
export async function sessionOf(userId: number): Promise<string> {
  const token = await encode({ token: newSession(String(userId)), secret: config().SLIPWAY_SECRET })
  return `next-auth.session-token=${token}`
}

/** What the provider does to someone who is taken off every list. */
export function takeEverything({ viewer }: Person): void {
  revokeClaims(viewer.userId)
}
