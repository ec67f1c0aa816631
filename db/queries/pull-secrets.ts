/** Pull secrets: names for people, the sealed password for registries only. */
import { and, asc, eq, exists, inArray, sql } from 'drizzle-orm'
import { allow, canManagePullSecrets, canUsePullSecret, managedGroupIds, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { groups, pullSecretGroups, pullSecrets } from '../schema.ts'

export type PullSecret = { id: number; name: string; registry: string; username: string }
export type SealedPullSecret = PullSecret & { sealedPassword: string }
/** `groups`: whose managers may use it. */
export type SharedPullSecret = PullSecret & { groups: { id: number; name: string }[]; imageCount: number }

const shown = {
  id: pullSecrets.id,
  name: pullSecrets.name,
  registry: pullSecrets.registry,
  username: pullSecrets.username,
}

/** Pull secrets that this viewer may use, without what is secret in them. */
export function listPullSecrets(viewer: Viewer): PullSecret[] {
  const shared = db()
    .select({ one: sql`1` })
    .from(pullSecretGroups)
    .where(
      and(
        eq(pullSecretGroups.pullSecretId, pullSecrets.id),
        inArray(pullSecretGroups.groupId, managedGroupIds(viewer)),
      ),
    )
  const where = canManagePullSecrets(viewer) ? undefined : exists(shared)
  return db().select(shown).from(pullSecrets).where(where).orderBy(asc(pullSecrets.name)).all()
}

/** One pull secret with its sealed password, or null where there is none that this viewer may use. */
export function getSealedPullSecret(viewer: Viewer, id: number): SealedPullSecret | null {
  const groupIds = groupsOf(id).map((group) => group.id)
  if (!canUsePullSecret(viewer, { groupIds })) return null
  return db().select().from(pullSecrets).where(eq(pullSecrets.id, id)).get() ?? null
}

/** All pull secrets, with whom they are shared and how many images use them. */
export function listSharedPullSecrets(viewer: Viewer): SharedPullSecret[] {
  allow(canManagePullSecrets(viewer), 'see all pull secrets')
  const imageCount = sql<number>`(SELECT count(*) FROM images i WHERE i.pull_secret_id = "pull_secrets"."id")`
  const rows = db()
    .select({ secret: shown, imageCount })
    .from(pullSecrets)
    .orderBy(asc(pullSecrets.name))
    .all()
  return rows.map(({ secret, imageCount }) => ({ ...secret, imageCount, groups: groupsOf(secret.id) }))
}

/** One pull secret as administrators change it, or null where there is none (any more). */
export function getSharedPullSecret(viewer: Viewer, id: number): Omit<SharedPullSecret, 'imageCount'> | null {
  allow(canManagePullSecrets(viewer), 'see this pull secret')
  const secret = db().select(shown).from(pullSecrets).where(eq(pullSecrets.id, id)).get()
  return secret ? { ...secret, groups: groupsOf(id) } : null
}

function groupsOf(pullSecretId: number) {
  return db()
    .select({ id: groups.id, name: groups.name })
    .from(pullSecretGroups)
    .innerJoin(groups, eq(groups.id, pullSecretGroups.groupId))
    .where(eq(pullSecretGroups.pullSecretId, pullSecretId))
    .orderBy(asc(groups.name))
    .all()
}
