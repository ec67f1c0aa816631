/** People, as their sign-in provider describes them. */
import { and, eq, sql } from 'drizzle-orm'
import { type GroupRole, systemViewer, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { groups, memberships, users } from '../schema.ts'
import { noteFirstAdministrator } from './first-administrator.ts'
import { saveNamedGroup } from './named-groups.ts'
import { auditFacts, recordAudit } from './record-audit.ts'
import { type Sealing, sealedIn } from './sealed.ts'

/** What a token said about a person. `managed` are names of groups, a subset of `groups`. */
export type Claims = {
  issuer: string
  subject: string
  name: string
  email: string | null
  isAdministrator: boolean
  groups: string[]
  managed: string[]
}

/** `address`: from where they signed in. */
export type ClaimsToken = { sealedRefreshToken: Sealing | null; isSignIn: boolean; address?: string }

export type KnownUser = { viewer: Viewer; claimsAt: number; sealedRefreshToken: string | null }

/** Records a sign-in or a refresh of the claims; groups become exactly those named. Returns the user's id. */
export function saveClaims(claims: Claims, token: ClaimsToken): number {
  return db().transaction(
    () => {
      const before = knownFacts(claims)
      const id = saveUser(claims, token)
      db().delete(memberships).where(isClaimed(id)).run()
      for (const name of new Set(claims.groups)) {
        const role: GroupRole = claims.managed.includes(name) ? 'manager' : 'member'
        db()
          .insert(memberships)
          .values({ userId: id, groupId: saveNamedGroup(name), role })
          .run()
      }
      if (getUser(id)?.viewer.isAdministrator) noteFirstAdministrator()
      recordClaims({ id, before, claims, token })
      return id
    },
    { behavior: 'immediate' },
  )
}

/** A user with groups, or null for an id that is not known (any more). */
export function getUser(id: number): KnownUser | null {
  const row = db().select().from(users).where(eq(users.id, id)).get()
  if (!row) return null
  // Whoever is a manager by one origin and a member by the other is a manager: `manager` < `member`.
  const mine = db()
    .select({ id: groups.id, name: groups.name, role: sql<GroupRole>`min(${memberships.role})` })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(eq(memberships.userId, id))
    .groupBy(groups.id)
    .orderBy(groups.name)
    .all()
  const { name, email, claimsAt } = row
  const isAdministrator = row.isAdministrator || row.isAdministratorByHand
  const viewer = { userId: id, name, email, isAdministrator, groups: mine }
  return { viewer, claimsAt, sealedRefreshToken: row.refreshToken }
}

/** Takes everything that claims gave from a person whose provider no longer vouches for them, and keeps them out until the next sign-in. */
export function revokeClaims(id: number): void {
  db().transaction(
    () => {
      const before = auditFacts('person', id)
      db().delete(memberships).where(isClaimed(id)).run()
      db()
        .update(users)
        .set({ isAdministrator: false, refreshToken: null, claimsAt: 0 })
        .where(eq(users.id, id))
        .run()
      recordAudit(systemViewer, { action: 'person.change', id, before })
    },
    { behavior: 'immediate' },
  )
}

/** Whom a token speaks of; null for someone who has never signed in. */
export function findUserId({ issuer, subject }: Pick<Claims, 'issuer' | 'subject'>): number | null {
  const same = and(eq(users.issuer, issuer), eq(users.subject, subject))
  return db().select({ id: users.id }).from(users).where(same).get()?.id ?? null
}

function knownFacts(claims: Claims) {
  const id = findUserId(claims)
  return id === null ? null : auditFacts('person', id)
}

type Recorded = { id: number; before: ReturnType<typeof auditFacts>; claims: Claims; token: ClaimsToken }

function recordClaims({ id, before, claims, token: { isSignIn, address } }: Recorded): void {
  if (isSignIn)
    recordAudit(
      { userId: id, name: claims.name, address },
      { action: 'person.sign-in', id, before, isEvent: true },
    )
  else recordAudit(systemViewer, { action: 'person.change', id, before })
}

/** What claims gave, and claims take away. */
function isClaimed(userId: number) {
  return and(eq(memberships.userId, userId), eq(memberships.origin, 'claims'))
}

function saveUser(claims: Claims, token: ClaimsToken): number {
  const now = Date.now()
  const { issuer, subject, name, email, isAdministrator } = claims
  const facts = { name, email, isAdministrator, claimsAt: now, refreshToken: null }
  const { id } = db()
    .insert(users)
    .values({ issuer, subject, ...facts, lastSignInAt: now, createdAt: now })
    .onConflictDoUpdate({
      target: [users.issuer, users.subject],
      set: { ...facts, lastSignInAt: token.isSignIn ? now : sql`${users.lastSignInAt}` },
    })
    .returning({ id: users.id })
    .get()
  if (token.sealedRefreshToken !== null) {
    const refreshToken = sealedIn(id, token.sealedRefreshToken)
    db().update(users).set({ refreshToken }).where(eq(users.id, id)).run()
  }
  return id
}
