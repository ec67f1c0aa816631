/** Pull secrets: names for people, the sealed password for the builder only. */
import { asc, eq } from 'drizzle-orm'
import { allow, canManagePullSecrets, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { pullSecrets } from '../schema.ts'

export type PullSecret = { id: number; name: string; registry: string; username: string }
export type SealedPullSecret = PullSecret & { sealedPassword: string }

/** Pull secrets that this viewer may use, without what is secret in them. */
export function listPullSecrets(viewer: Viewer): PullSecret[] {
  if (!canManagePullSecrets(viewer)) return []
  const { id, name, registry, username } = pullSecrets
  return db().select({ id, name, registry, username }).from(pullSecrets).orderBy(asc(name)).all()
}

/** One pull secret with its sealed password, or null where there is none that this viewer may use. */
export function getSealedPullSecret(viewer: Viewer, id: number): SealedPullSecret | null {
  if (!canManagePullSecrets(viewer)) return null
  return db().select().from(pullSecrets).where(eq(pullSecrets.id, id)).get() ?? null
}

/** Keeps a pull secret; the password arrives sealed. Returns false when the name is taken. */
export function insertPullSecret(viewer: Viewer, secret: Omit<SealedPullSecret, 'id'>): boolean {
  allow(canManagePullSecrets(viewer), 'add pull secrets')
  const row = { ...secret, createdBy: viewer.userId, createdAt: Date.now() }
  return db().insert(pullSecrets).values(row).onConflictDoNothing().run().changes === 1
}
