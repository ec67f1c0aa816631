/** Rebuilding a custom image: what the form starts from, and the build that it queues. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { allow, canManageImage, type Viewer } from '#lib/access.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import type { BuildState } from '#lib/builds/state.ts'
import type { Tracked } from '#lib/images/freshness.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, images, pullSecrets, users } from '../schema.ts'
import { insertBuild } from './builds.ts'
import { trackedOf } from './image-sources.ts'

export type RebuildStart = {
  name: string
  displayName: string
  /** The pull secret that stands in the form at first. */
  pullSecretId: number | null
  pullSecret: string | null
  last: EarlierBuild
  /** The build whose spec stands in the form: the last one, or the one that was asked for. */
  from: EarlierBuild
  /** What is known of the base of the published build; null where nothing is published. */
  tracked: Tracked | null
}

export type EarlierBuild = {
  id: number
  number: number
  state: BuildState
  spec: BuildSpec
  baseDigest: string | null
  diagnosis: Diagnosis | null
  requestedBy: string
}

type ImageRow = typeof images.$inferSelect

export type Rebuild = { name: string; spec: BuildSpec; isFresh: boolean; seen: number }

/** `active`: a build of the image has not ended yet. `overtaken`: a newer build than `seen` was made. */
export type RebuildOutcome = { buildId: number } | 'active' | 'overtaken' | 'gone'

/**
 * A custom image with its last build and the one to start from, by its number; null where there is none that this
 * viewer manages.
 */
export function getRebuild(viewer: Viewer, name: string, number?: number): RebuildStart | null {
  const image = customImage(viewer, name)
  const last = image && findBuild(image.id)
  const from = number === undefined || last?.number === number ? last : image && findBuild(image.id, number)
  if (!last || !from) return null
  const { displayName } = image
  const tracked = trackedOf(image)
  return { name, displayName, ...secretFor(image, last, from), last, from, tracked }
}

/** An earlier build's own, while it is there; else the image's: what was chosen since counts for the next build. */
function secretFor({ pullSecretId: own }: ImageRow, last: EarlierBuild, { id, spec }: EarlierBuild) {
  const asked = id === last.id ? null : spec.pullSecretId
  const pullSecretId = asked !== null && secretName(asked) !== null ? asked : own
  return { pullSecretId, pullSecret: pullSecretId === null ? null : secretName(pullSecretId) }
}

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
      if (hasActiveBuild(row.id)) return 'active'
      if (findBuild(row.id)?.id !== seen) return 'overtaken'
      if (spec.pullSecretId !== row.pullSecretId) keepPullSecret(viewer, row.id, spec.pullSecretId)
      return { buildId: insertBuild(viewer, { imageId: row.id, spec, isFresh }) }
    },
    { behavior: 'immediate' },
  )
}

function customImage(viewer: Viewer, name: string) {
  const row = db().select().from(images).where(eq(images.name, name)).get()
  return row?.source === 'custom' && canManageImage(viewer, row) ? row : null
}

/** The image's own from now on; an edit that is open somewhere learns of it. */
function keepPullSecret({ userId }: Viewer, imageId: number, pullSecretId: number | null): void {
  const change = { pullSecretId, revision: sql`${images.revision} + 1`, updatedBy: userId }
  db().update(images).set(change).where(eq(images.id, imageId)).run()
}

function secretName(id: number): string | null {
  const { name } = pullSecrets
  return db().select({ name }).from(pullSecrets).where(eq(pullSecrets.id, id)).get()?.name ?? null
}

function hasActiveBuild(imageId: number): boolean {
  const active = and(eq(builds.imageId, imageId), inArray(builds.state, ['queued', 'running']))
  return db().select({ id: builds.id }).from(builds).where(active).get() !== undefined
}

/** A build by its number, or the last one. */
function findBuild(imageId: number, wanted?: number): EarlierBuild | undefined {
  const { id, number, state, spec, baseDigest, diagnosis } = builds
  return db()
    .select({ id, number, state, spec, baseDigest, diagnosis, requestedBy: users.name })
    .from(builds)
    .innerJoin(users, eq(users.id, builds.requestedBy))
    .where(and(eq(builds.imageId, imageId), wanted === undefined ? undefined : eq(number, wanted)))
    .orderBy(desc(id))
    .limit(1)
    .get()
}
