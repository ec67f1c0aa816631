/** All builds of one image, page by page, with what differed from one to the next. */
import { and, asc, count, desc, eq, gt, lt, max } from 'drizzle-orm'
import { allow, canManageImage, type Viewer } from '#lib/access.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { compareSpecs, type SpecDifference } from '#lib/builds/spec-difference.ts'
import type { BuildState } from '#lib/builds/state.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, images, users } from '../schema.ts'
import { engineName } from './engine-names.ts'

export const buildsPerPage = 25

export type HistoricBuild = {
  id: number
  number: number
  state: BuildState
  isFresh: boolean
  requestedBy: string
  /** Nobody asked for it: the image follows its base. */
  isScheduled: boolean
  requestedAt: number
  startedAt: number | null
  finishedAt: number | null
  /** Where it ran; null before it did, and where there is only the engine of the environment. */
  engine: string | null
  digest: string | null
  diagnosis: Diagnosis | null
  isPublished: boolean
  /** Null for the first build that there is: number 1, or the oldest that was kept. */
  difference: SpecDifference | null
}

/** `newer` and `older`: the numbers to go on from, null where there is nothing further. */
export type HistoryPage = {
  builds: HistoricBuild[]
  newer: number | null
  older: number | null
  /** Older builds that were removed because an image keeps only its last ones. */
  removed: number
}

/** Build numbers: `before` asks for builds older than that one, `after` for newer ones; neither for the newest. */
export type Place = { before?: number; after?: number }

/** Builds of an image, the newest first; a place without any shows the newest. Null where there is no such image; throws AccessDenied like `getBuild`. */
export function listImageBuilds(viewer: Viewer, imageName: string, place: Place = {}): HistoryPage | null {
  const image = db().select().from(images).where(eq(images.name, imageName)).get()
  if (!image) return null
  allow(canManageImage(viewer, image), 'see the builds of this image')
  const asked = pageRows(image.id, place)
  const rows = asked.length > 0 ? asked : pageRows(image.id, {})
  const first = rows[0]
  const last = rows.at(-1)
  const below = last && specBelow(image.id, last.number)
  return {
    builds: rows.map(({ spec, engineId, scheduledFor, ...row }, at) => {
      const was = rows[at + 1]?.spec ?? below
      const difference = was ? compareSpecs(was, spec) : null
      const engine = row.startedAt === null ? null : engineName(engineId)
      const isScheduled = scheduledFor !== null
      return { ...row, engine, isScheduled, isPublished: row.id === image.publishedBuildId, difference }
    }),
    newer: first && hasNewer(image.id, first.number) ? first.number : null,
    older: last && below ? last.number : null,
    removed: countRemoved(image.id),
  }
}

/** Numbers are given without gaps and never again. */
function countRemoved(imageId: number): number {
  const figures = { last: max(builds.number), kept: count() }
  const found = db().select(figures).from(builds).where(eq(builds.imageId, imageId)).get()
  return (found?.last ?? 0) - (found?.kept ?? 0)
}

function pageRows(imageId: number, { before, after }: Place) {
  const { id, number, state, isFresh, requestedAt, startedAt, finishedAt, digest, diagnosis, spec } = builds
  const { engineId, scheduledFor } = builds
  const times = { requestedAt, startedAt, finishedAt }
  const asked = { id, number, state, isFresh, spec, requestedBy: users.name }
  const from = after !== undefined ? gt(number, after) : before !== undefined ? lt(number, before) : undefined
  const rows = db()
    .select({ ...asked, ...times, engineId, scheduledFor, digest, diagnosis })
    .from(builds)
    .innerJoin(users, eq(users.id, builds.requestedBy))
    .where(and(eq(builds.imageId, imageId), from))
    .orderBy(after === undefined ? desc(number) : asc(number))
    .limit(buildsPerPage)
    .all()
  return after === undefined ? rows : rows.reverse()
}

function specBelow(imageId: number, number: number): BuildSpec | undefined {
  const older = and(eq(builds.imageId, imageId), lt(builds.number, number))
  const newest = db().select({ spec: builds.spec }).from(builds).where(older).orderBy(desc(builds.number))
  return newest.limit(1).get()?.spec
}

function hasNewer(imageId: number, number: number): boolean {
  const newer = and(eq(builds.imageId, imageId), gt(builds.number, number))
  return db().select({ id: builds.id }).from(builds).where(newer).limit(1).get() !== undefined
}
