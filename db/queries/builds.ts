/** Builds as people see and ask for them. */
import { and, eq, isNull, max, sql } from 'drizzle-orm'
import { allow, canManageImage, systemViewer, type Viewer } from '#lib/access.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import type { BuildState } from '#lib/builds/state.ts'
import type { BuildSpec, ImageType } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, images, users } from '../schema.ts'
import { engineName } from './engine-names.ts'
import { queuePosition } from './queue-order.ts'
import { type Actor, auditFacts, recordAudit } from './record-audit.ts'

export type BuildSummary = {
  id: number
  number: number
  state: BuildState
  imageName: string
  displayName: string
  requestedBy: string
  /** Nobody asked for it: the image follows its base. `requestedBy` asked for the build that it repeats. */
  isScheduled: boolean
  requestedAt: number
  startedAt: number | null
  finishedAt: number | null
  cancelRequestedAt: number | null
}

export type BuildDetail = BuildSummary & {
  imageType: ImageType
  spec: BuildSpec
  isFresh: boolean
  engineId: number | null
  /** Where it ran; null before it did, and where there is only the engine of the environment. */
  engine: string | null
  cancelRequestedBy: string | null
  queuePosition: number | null
  baseDigest: string | null
  reference: string | null
  digest: string | null
  diagnosis: Diagnosis | null
  logLines: number | null
  logBytes: number | null
  logSha256: string | null
}

/** What of a build, its image and who asked for it makes a summary. */
export const buildSummary = {
  id: builds.id,
  number: builds.number,
  state: builds.state,
  imageName: images.name,
  displayName: images.displayName,
  requestedBy: users.name,
  isScheduled: sql<boolean>`${builds.scheduledFor} IS NOT NULL`.mapWith(Boolean),
  requestedAt: builds.requestedAt,
  startedAt: builds.startedAt,
  finishedAt: builds.finishedAt,
  cancelRequestedAt: builds.cancelRequestedAt,
}

type NewBuild = { imageId: number; spec: BuildSpec; isFresh?: boolean; scheduledFor?: string }

/** Queues a build of an image from a snapshot of its spec. Call inside a transaction. Returns the build's id. */
export function insertBuild(actor: Actor, build: NewBuild): number {
  const { imageId, isFresh = false } = build
  const last = db()
    .select({ number: max(builds.number) })
    .from(builds)
    .where(eq(builds.imageId, imageId))
    .get()
  const values = { ...build, isFresh, number: (last?.number ?? 0) + 1, requestedBy: actor.userId }
  const { id } = db()
    .insert(builds)
    .values({ ...values, state: 'queued', requestedAt: Date.now() })
    .returning({ id: builds.id })
    .get()
  recordAudit(build.scheduledFor ? systemViewer : actor, { action: 'build.request', id })
  return id
}

/** One build, or null where there is none. Throws AccessDenied for a viewer who does not manage its image. */
export function getBuild(viewer: Viewer, id: number): BuildDetail | null {
  const row = db()
    .select({
      summary: buildSummary,
      build: builds,
      imageType: images.type,
      ownerGroupId: images.ownerGroupId,
    })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .innerJoin(users, eq(users.id, builds.requestedBy))
    .where(eq(builds.id, id))
    .get()
  if (!row) return null
  allow(canManageImage(viewer, row), 'see this build')
  const { spec, isFresh, engineId, baseDigest, reference, digest, diagnosis } = row.build
  const { logLines, logBytes, logSha256 } = row.build
  const engine = row.build.startedAt === null ? null : engineName(engineId)
  const facts = {
    spec,
    isFresh,
    engineId,
    engine,
    baseDigest,
    reference,
    digest,
    diagnosis,
    logLines,
    logBytes,
    logSha256,
  }
  const cancelRequestedBy = userName(row.build.cancelRequestedBy)
  const position = row.build.state === 'queued' ? queuePosition(id) : null
  return { ...row.summary, imageType: row.imageType, ...facts, cancelRequestedBy, queuePosition: position }
}

/**
 * Records that someone wants a build to end; the builder stops it. A queued build ends here and now.
 * Returns whether there was still something to cancel.
 */
export function requestCancel(viewer: Viewer, id: number): boolean {
  const build = getBuild(viewer, id)
  if (!build) return false
  const asked = { cancelRequestedAt: Date.now(), cancelRequestedBy: viewer.userId }
  return db().transaction(
    () => {
      const before = auditFacts('build', id)
      const queued = and(eq(builds.id, id), eq(builds.state, 'queued'))
      const ended = { ...asked, state: 'cancelled' as const, finishedAt: asked.cancelRequestedAt }
      const running = and(eq(builds.id, id), eq(builds.state, 'running'), isNull(builds.cancelRequestedAt))
      const isAsked =
        db().update(builds).set(ended).where(queued).run().changes === 1 ||
        db().update(builds).set(asked).where(running).run().changes === 1
      recordAudit(viewer, { action: 'build.cancel', id, before })
      return isAsked
    },
    { behavior: 'immediate' },
  )
}

function userName(id: number | null): string | null {
  if (id === null) return null
  return db().select({ name: users.name }).from(users).where(eq(users.id, id)).get()?.name ?? null
}

/** Whether a viewer may still see a build's log and details; false also when it is gone. */
export function canManageBuild(viewer: Viewer, id: number): boolean {
  const row = db()
    .select({ ownerGroupId: images.ownerGroupId })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(eq(builds.id, id))
    .get()
  return row !== undefined && canManageImage(viewer, row)
}
