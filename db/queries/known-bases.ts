/** Images of the catalogue as bases of others. */
import { and, asc, eq } from 'drizzle-orm'
import { canUsePullSecret, type Viewer } from '#lib/access.ts'
import type { KnownBase } from '#lib/images/known-base.ts'
import { db } from '../client.ts'
import { images, pullSecretGroups } from '../schema.ts'
import { containing } from './containing.ts'
import { isReady, isVisibleTo } from './visibility.ts'

/**
 * Bases among the images that this viewer may use, by display name, at most `limit`. `typed` may stand anywhere in
 * names and URLs. An image with a URL of its own for GPU is two bases.
 */
export function listKnownBases(viewer: Viewer, typed: string, limit: number): KnownBase[] {
  const { name, displayName, reference, gpuReference } = images
  const rows = db()
    .select()
    .from(images)
    .where(
      and(containing(typed, [name, displayName, reference, gpuReference]), isReady(), isVisibleTo(viewer)),
    )
    .orderBy(asc(displayName))
    .limit(limit)
    .all()
  return rows.flatMap((image) => basesOf(viewer, image)).slice(0, limit)
}

function basesOf(viewer: Viewer, image: typeof images.$inferSelect): KnownBase[] {
  const { displayName, type, ownerGroupId, reference, gpuReference } = image
  const facts = { isRecommended: false as const, displayName, type, isSystem: ownerGroupId === null }
  const base = { ...facts, pullSecretId: secretFor(viewer, image) }
  if (reference === null) return []
  if (gpuReference === null || gpuReference === reference) return [{ ...base, reference, isFor: null }]
  return [
    { ...base, reference, isFor: 'CPU' },
    { ...base, reference: gpuReference, isFor: 'GPU' },
  ]
}

/** What we built stands in our own registry; its secret is for its own base. */
function secretFor(viewer: Viewer, { source, pullSecretId: id }: typeof images.$inferSelect) {
  if (source === 'custom' || id === null) return null
  const shared = db().select().from(pullSecretGroups).where(eq(pullSecretGroups.pullSecretId, id)).all()
  const groupIds = shared.map(({ groupId }) => groupId)
  return canUsePullSecret(viewer, { groupIds }) ? id : ('not shared' as const)
}
