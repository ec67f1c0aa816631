/** The build that a rebuild of a custom image queues. */
import { and, eq, gt, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { allow, canManageImage, type Viewer } from '#lib/access.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import { insertBuild } from './builds.ts'
import { findRebuildTwin } from './rebuild-twins.ts'
import { auditFacts, recordAudit } from './record-audit.ts'

export type Rebuild = { name: string; spec: BuildSpec; isFresh: boolean; seen: number }

/**
 * `isNew`: false where a build that is there already is what was asked for. `active`: another build of the image has not
 * ended yet. `overtaken`: a person made a newer build than `seen`.
 */
export type RebuildOutcome = { buildId: number; isNew: boolean } | 'active' | 'overtaken' | 'gone'

/**
 * Queues a build, unless one is queued or running, which the database itself refuses, or somebody made another since
 * `seen`. What is published stays until the new build has succeeded.
 */
export function insertRebuild(viewer: Viewer, { name, spec, isFresh, seen }: Rebuild): RebuildOutcome {
  return db().transaction(
    () => {
      const row = db().select().from(images).where(eq(images.name, name)).get()
      if (!row) return 'gone'
      allow(canManageImage(viewer, row), 'rebuild this image')
      if (row.source !== 'custom') return 'gone'
      const imageId = row.id
      const twin = findRebuildTwin(viewer, { imageId, spec, isFresh, seen })
      if (twin !== null) return { buildId: twin, isNew: false }
      if (isOvertaken(imageId, seen)) return hasActiveBuild(imageId) ? 'active' : 'overtaken'
      giveWay(viewer, imageId)
      if (hasActiveBuild(imageId)) return 'active'
      if (spec.pullSecretId !== row.pullSecretId) keepPullSecret(viewer, imageId, spec.pullSecretId)
      return { buildId: insertBuild(viewer, { imageId, spec, isFresh }), isNew: true }
    },
    { behavior: 'immediate' },
  )
}

/** What the builder queued by itself and nobody began waits for nothing more: a person's build is made instead. */
function giveWay(viewer: Viewer, imageId: number): void {
  const now = Date.now()
  const ended = { cancelRequestedAt: now, cancelRequestedBy: viewer.userId, finishedAt: now }
  const waits = and(eq(builds.imageId, imageId), eq(builds.state, 'queued'), isNotNull(builds.scheduledFor))
  const id = db().select({ id: builds.id }).from(builds).where(waits).get()?.id
  if (id === undefined) return
  const before = auditFacts('build', id)
  db()
    .update(builds)
    .set({ state: 'cancelled', ...ended })
    .where(eq(builds.id, id))
    .run()
  recordAudit(viewer, { action: 'build.cancel', id, before })
}

/** The image's own from now on; an edit that is open somewhere learns of it. */
function keepPullSecret(viewer: Viewer, imageId: number, pullSecretId: number | null): void {
  const before = auditFacts('image', imageId)
  const change = { pullSecretId, revision: sql`${images.revision} + 1`, updatedBy: viewer.userId }
  db().update(images).set(change).where(eq(images.id, imageId)).run()
  recordAudit(viewer, { action: 'image.edit', id: imageId, before })
}

function hasActiveBuild(imageId: number): boolean {
  return isThere(imageId, inArray(builds.state, ['queued', 'running']))
}

/** Also where the image never had the build that was seen. */
function isOvertaken(imageId: number, seen: number): boolean {
  const isNewer = and(gt(builds.id, seen), isNull(builds.scheduledFor))
  return isThere(imageId, isNewer) || !isThere(imageId, eq(builds.id, seen))
}

function isThere(imageId: number, which: SQL | undefined): boolean {
  const wanted = and(eq(builds.imageId, imageId), which)
  return db().select({ id: builds.id }).from(builds).where(wanted).get() !== undefined
}
