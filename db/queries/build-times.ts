/** How long earlier builds took, for those who wait for one. */
import { and, desc, eq, isNotNull, lt, ne, sql } from 'drizzle-orm'
import { allow, canManageImage, type Viewer } from '#lib/access.ts'
import { type DoneTask, type Estimate, estimateBuild } from '#lib/builds/estimate.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'

const most = 10

/** How long a build will probably take; null where there is no such build, or nothing to go by. */
export function getEstimate(viewer: Viewer, buildId: number): Estimate | null {
  const row = db()
    .select({ build: builds, ownerGroupId: images.ownerGroupId })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(eq(builds.id, buildId))
    .get()
  if (!row) return null
  allow(canManageImage(viewer, row), 'see this build')
  const { imageId, number, spec, isFresh } = row.build
  const earlier = and(eq(builds.imageId, imageId), lt(builds.number, number))
  const elsewhere = and(ne(builds.imageId, imageId), eq(builds.number, 1))
  const task = { spec, before: specBefore(imageId, number), isFresh }
  return estimateBuild(task, { own: doneTasks(earlier), others: doneTasks(elsewhere) })
}

function doneTasks(where: ReturnType<typeof and>): DoneTask[] {
  const { imageId, number, spec, isFresh } = builds
  const durationMs = sql<number>`${builds.finishedAt} - ${builds.startedAt}`
  return db()
    .select({ imageId, number, spec, isFresh, durationMs })
    .from(builds)
    .where(and(where, eq(builds.state, 'succeeded'), isNotNull(builds.startedAt)))
    .orderBy(desc(builds.id))
    .limit(most)
    .all()
    .map((row) => ({ ...row, before: specBefore(row.imageId, row.number) }))
}

function specBefore(imageId: number, buildNumber: number): BuildSpec | null {
  const { number, spec } = builds
  // The one before may have been removed.
  const before = and(eq(builds.imageId, imageId), lt(number, buildNumber))
  return db().select({ spec }).from(builds).where(before).orderBy(desc(number)).limit(1).get()?.spec ?? null
}
