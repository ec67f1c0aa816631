/** Pull secrets added, changed and deleted by administrators. One transaction each. */
import { createHash } from 'node:crypto'
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { allow, canManagePullSecrets, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { builds, groups, images, pullSecretGroups, pullSecrets } from '../schema.ts'
import { nextId } from './next-id.ts'
import { getSharedPullSecret, type SealedPullSecret, type SharedPullSecret } from './pull-secrets.ts'
import { auditFacts, recordAudit } from './record-audit.ts'
import { type Sealing, sealedIn } from './sealed.ts'

export type NewPullSecret = Omit<SealedPullSecret, 'id' | 'sealedPassword'> & {
  sealedPassword: Sealing
  groupIds?: readonly number[]
}

/** Without a new `sealedPassword` the old one stays. */
export type ChangedPullSecret = Omit<NewPullSecret, 'sealedPassword'> & {
  id: number
  seen: string
  sealedPassword?: string
}

/** What uses a pull secret: images by name; builds that wait or run; how many are over. */
export type PullSecretUse = {
  images: { name: string; displayName: string }[]
  active: { id: number; number: number; displayName: string }[]
  pastBuilds: number
}

/** Keeps pull secrets whose passwords arrive sealed: all or none. Returns the names that are taken. */
export function insertPullSecrets(viewer: Viewer, secrets: readonly NewPullSecret[]): string[] {
  allow(canManagePullSecrets(viewer), 'add pull secrets')
  return db().transaction(
    () => {
      const taken = secrets
        .map(({ name }) => name)
        .filter((name, at, all) => isTaken(name) || all.indexOf(name) < at)
      if (taken.length > 0) return taken
      for (const { groupIds = [], sealedPassword, ...secret } of secrets) {
        const stamp = { createdBy: viewer.userId, createdAt: Date.now() }
        const row = { id: nextId('pull_secrets'), ...secret, sealedPassword: '', ...stamp }
        const { id } = db().insert(pullSecrets).values(row).returning({ id: pullSecrets.id }).get()
        const sealed = { sealedPassword: sealedIn(id, sealedPassword) }
        db().update(pullSecrets).set(sealed).where(eq(pullSecrets.id, id)).run()
        share(id, groupIds)
        recordAudit(viewer, { action: 'secret.add', id })
      }
      return []
    },
    { behavior: 'immediate' },
  )
}

/** Changes a pull secret that still is what the person saw (`seen`, from `fingerprint`). */
export function updatePullSecret(
  viewer: Viewer,
  { id, seen, groupIds = [], ...secret }: ChangedPullSecret,
): 'saved' | 'taken' | 'changed' | 'gone' {
  allow(canManagePullSecrets(viewer), 'change pull secrets')
  return db().transaction(
    () => {
      const known = getSharedPullSecret(viewer, id)
      if (!known) return 'gone'
      if (fingerprint(known) !== seen) return 'changed'
      if (isTaken(secret.name, id)) return 'taken'
      const before = auditFacts('secret', id)
      db().update(pullSecrets).set(secret).where(eq(pullSecrets.id, id)).run()
      db().delete(pullSecretGroups).where(eq(pullSecretGroups.pullSecretId, id)).run()
      share(id, groupIds)
      recordAudit(viewer, { action: 'secret.edit', id, before })
      return 'saved'
    },
    { behavior: 'immediate' },
  )
}

/** Deletes a pull secret that nothing needs any more. Returns false while something does. */
export function deletePullSecret(viewer: Viewer, id: number): boolean {
  allow(canManagePullSecrets(viewer), 'delete pull secrets')
  return db().transaction(
    () => {
      const use = getPullSecretUse(viewer, id)
      if (use.images.length + use.active.length > 0) return false
      const before = auditFacts('secret', id)
      db().delete(pullSecrets).where(eq(pullSecrets.id, id)).run()
      recordAudit(viewer, { action: 'secret.delete', id, before })
      return true
    },
    { behavior: 'immediate' },
  )
}

/** What uses a pull secret. Past builds only remember that they did. */
export function getPullSecretUse(viewer: Viewer, id: number): PullSecretUse {
  allow(canManagePullSecrets(viewer), 'see what uses a pull secret')
  const { name, displayName } = images
  const using = db().select({ name, displayName }).from(images).where(eq(images.pullSecretId, id))
  const built = sql`json_extract(${builds.spec}, '$.pullSecretId') = ${id}`
  const isActive = inArray(builds.state, ['queued', 'running'])
  const active = db()
    .select({ id: builds.id, number: builds.number, displayName })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(and(isActive, built))
    .all()
  const all = db().select({ count: sql<number>`count(*)` }).from(builds).where(built).get()?.count ?? 0
  return { images: using.orderBy(asc(displayName)).all(), active, pastBuilds: all - active.length }
}

/** Changes when anything of a pull secret does that its form shows. */
export function fingerprint({
  name,
  registry,
  username,
  groups,
}: Omit<SharedPullSecret, 'imageCount' | 'id'>): string {
  const text = JSON.stringify([name, registry, username, groups.map((group) => group.id)])
  return createHash('sha256').update(text).digest('base64url')
}

function isTaken(name: string, exceptId = 0): boolean {
  const same = and(eq(pullSecrets.name, name), ne(pullSecrets.id, exceptId))
  return db().select({ id: pullSecrets.id }).from(pullSecrets).where(same).get() !== undefined
}

/** Groups that vanished meanwhile are left out. */
function share(pullSecretId: number, groupIds: readonly number[]): void {
  const known = db()
    .select({ id: groups.id })
    .from(groups)
    .where(inArray(groups.id, [...groupIds]))
    .all()
  for (const { id } of known) db().insert(pullSecretGroups).values({ pullSecretId, groupId: id }).run()
}
