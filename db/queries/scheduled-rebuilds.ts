/** Rebuilds that nobody asked for: of images that are to follow their base, once for each that the registry has. */
import { and, eq, isNotNull, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import { trackedReference } from '#lib/images/reference.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import { insertBuild } from './builds.ts'
import type { Source } from './source-checks.ts'

/** Queues those that are due, of bases that are still for those whose image it is (`isTheirs`). Returns how many. */
export function insertDueRebuilds(isTheirs: (base: Source) => boolean): number {
  const listTheirs = () =>
    listDue().filter(({ spec, ...owner }) => isTheirs({ ...owner, reference: spec.base }))
  // Most of the time there is none, and nobody has to wait for a look.
  if (listTheirs().length === 0) return 0
  return db().transaction(
    () => {
      const due = listTheirs()
      for (const { imageId, pullSecretId, scheduledFor, spec, userId } of due)
        insertBuild({ userId, name: 'Slipway' }, { imageId, spec: { ...spec, pullSecretId }, scheduledFor })
      return due.length
    },
    { behavior: 'immediate' },
  )
}

/** A base that the last rebuild kept by its digest was chosen, so it stays. */
function listDue() {
  const { id, pullSecretId, ownerGroupId, sourceDigest } = images
  const published = { spec: builds.spec, userId: builds.requestedBy }
  const hasNewBase = and(isNotNull(sourceDigest), ne(builds.baseDigest, sourceDigest))
  const rows = db()
    .select({
      imageId: id,
      pullSecretId,
      ownerGroupId,
      scheduledFor: sql<string>`${sourceDigest}`,
      ...published,
    })
    .from(images)
    .innerJoin(builds, eq(builds.id, images.publishedBuildId))
    .where(and(sql`rebuilds_on_new_base`, eq(images.source, 'custom'), hasNewBase, notExists(inTheWay())))
    .all()
  return rows.filter(({ spec }) => trackedReference(spec.base) === spec.base)
}

/** A build that has not ended yet, or one that was made for this very base, whatever became of it. */
function inTheWay() {
  const other = sql`builds AS other`
  const reasons: SQL[] = [
    sql`other.state IN ('queued', 'running')`,
    sql`other.scheduled_for = ${images.sourceDigest}`,
  ]
  return db()
    .select({ one: sql`1` })
    .from(other)
    .where(and(sql`other.image_id = ${images.id}`, or(...reasons)))
}
