/** The builder's side of the queue. It acts for everyone; people's side is in builds.ts. */
import { and, count, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { systemViewer } from '#lib/access.ts'
import { chooseEngine, type LoadedEngine, type OpenEngine } from '#lib/builds/choose-engine.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { canMove, type Verdict } from '#lib/builds/state.ts'
import type { BuildSpec, ImageFacts, InstalledPackage } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, images, installedPackages } from '../schema.ts'
import { baseAnswer } from './image-sources.ts'
import { nextInQueue, nextTurn } from './queue-order.ts'
import { auditFacts, recordAudit } from './record-audit.ts'

export type Job = {
  id: number
  number: number
  imageName: string
  /** Null for a system image. */
  ownerGroupId: number | null
  spec: BuildSpec
  /** Nothing may come from the cache of earlier builds. */
  isFresh: boolean
  startedAt: number
  /** Null: the engine of the environment. */
  engineId: number | null
}

export type Outcome = {
  state: Verdict
  diagnosis: Diagnosis | null
  log: { lines: number; bytes: number; sha256: string }
  published: Published | null
}

export type Published = {
  reference: string
  digest: string
  packages: InstalledPackage[]
  /** Absent where a builder of an earlier version decided. */
  facts?: ImageFacts
}

type BuildRow = typeof builds.$inferSelect

const job = {
  id: builds.id,
  number: builds.number,
  imageName: images.name,
  ownerGroupId: images.ownerGroupId,
  spec: builds.spec,
  isFresh: builds.isFresh,
  startedAt: builds.startedAt,
  engineId: builds.engineId,
}

const environment: OpenEngine = { id: null, slots: Number.MAX_SAFE_INTEGER }

/**
 * Takes the build whose turn it is, if any waits, for one of the engines that are open to builds and has a free slot.
 * Whose turn it is takes long to tell where many wait, so nobody else is held up for that.
 */
export function claimBuild(open: readonly OpenEngine[] = [environment]): Job | null {
  if (open.length === 0) return null
  for (let next = nextInQueue(); next !== undefined; next = nextInQueue()) {
    const job = claim(next, open)
    if (job !== 'taken') return job
  }
  return null
}

/** `taken`: it waits no more. Null: no engine has room. `BEGIN IMMEDIATE`: two builders never take the same one. */
function claim(id: number, open: readonly OpenEngine[]): Job | 'taken' | null {
  return db().transaction(
    () => {
      const waiting = and(eq(builds.id, id), eq(builds.state, 'queued'))
      const queued = db().select().from(builds).where(waiting).get()
      if (!queued) return 'taken'
      const loaded = open.map((engine) => loadOf(engine, queued))
      const engine = chooseEngine(loaded, lastEngine(queued.imageId))
      if (!engine) return null
      db()
        .update(builds)
        .set({ state: 'running', startedAt: Date.now(), turn: nextTurn(), engineId: engine.id })
        .where(eq(builds.id, queued.id))
        .run()
      return jobs(eq(builds.id, queued.id))[0] ?? null
    },
    { behavior: 'immediate' },
  )
}

/** What nobody asked for leaves one slot free for people, where there is more than one. */
function loadOf({ id, slots }: OpenEngine, { scheduledFor }: BuildRow): LoadedEngine {
  const own = scheduledFor === null ? slots : Math.max(1, slots - 1)
  return { id, slots: own, running: countRunning(id) }
}

function countRunning(engineId: number | null): number {
  const here = engineId === null ? isNull(builds.engineId) : eq(builds.engineId, engineId)
  const running = and(eq(builds.state, 'running'), here)
  return db().select({ running: count() }).from(builds).where(running).get()?.running ?? 0
}

/** Where the image was built the last time; undefined where it never was. */
function lastEngine(imageId: number): number | null | undefined {
  const begun = and(eq(builds.imageId, imageId), isNotNull(builds.startedAt))
  const last = db().select({ engineId: builds.engineId }).from(builds).where(begun).orderBy(desc(builds.id))
  return last.limit(1).get()?.engineId
}

/** Builds that some builder started and nobody has ended yet. */
export function listRunningJobs(): Job[] {
  return jobs(eq(builds.state, 'running'))
}

/** Whether some builder started a build and nobody has ended it yet. */
export function isRunningBuild(id: number): boolean {
  const running = and(eq(builds.id, id), eq(builds.state, 'running'))
  return db().select({ id: builds.id }).from(builds).where(running).get() !== undefined
}

/** Whether a person asked for the build to end, or the image and the build were deleted. */
export function isCancelRequested(id: number): boolean {
  const row = db().select({ at: builds.cancelRequestedAt }).from(builds).where(eq(builds.id, id)).get()
  return !row || row.at !== null
}

/** Whether a build is there; one whose image was deleted is not. */
export function isKnownBuild(id: number): boolean {
  return db().select({ id: builds.id }).from(builds).where(eq(builds.id, id)).get() !== undefined
}

/** Remembers what the base was when the build began. */
export function recordBase(id: number, baseDigest: string): void {
  db().update(builds).set({ baseDigest }).where(eq(builds.id, id)).run()
}

/** Ends a running build, once. A success publishes its image in the same transaction. */
export function finishBuild(id: number, outcome: Outcome): void {
  db().transaction(
    () => {
      const row = db().select().from(builds).where(eq(builds.id, id)).get()
      if (!row || !canMove(row.state, outcome.state)) return
      const { state, diagnosis, log, published } = outcome
      const figures = { logLines: log.lines, logBytes: log.bytes, logSha256: log.sha256 }
      const { reference = null, digest = null } = published ?? {}
      // The clock may have been set back meanwhile.
      const finishedAt = Math.max(Date.now(), row.startedAt ?? 0)
      const ended = { state, diagnosis, reference, digest, finishedAt, ...figures }
      db().update(builds).set(ended).where(eq(builds.id, id)).run()
      if (published) publish(row, published)
    },
    { behavior: 'immediate' },
  )
}

function publish(build: BuildRow, published: Published) {
  const { id: buildId, imageId } = build
  const { reference, digest, packages, facts = null } = published
  const image = { reference, digest, facts, publishedBuildId: buildId, updatedAt: Date.now() }
  const before = auditFacts('image', imageId)
  db()
    .update(images)
    .set({ ...image, ...baseAnswer(build) })
    .where(eq(images.id, imageId))
    .run()
  recordAudit(systemViewer, { action: 'image.renew', id: imageId, before })
  for (let at = 0; at < packages.length; at += 500) {
    const rows = packages.slice(at, at + 500).map((item) => ({ buildId, ...item }))
    db().insert(installedPackages).values(rows).onConflictDoNothing().run()
  }
}

function jobs(where: ReturnType<typeof eq>): Job[] {
  const rows = db()
    .select(job)
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(where)
    .all()
  return rows.map((row) => ({ ...row, startedAt: row.startedAt ?? 0 }))
}
