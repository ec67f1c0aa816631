/** What the form that rebuilds a custom image starts from. */
import { and, desc, eq, isNull, type SQL } from 'drizzle-orm'
import { canManageImage, type Viewer } from '#lib/access.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import type { BuildState } from '#lib/builds/state.ts'
import type { Tracked } from '#lib/images/freshness.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, images, pullSecrets, users } from '../schema.ts'
import { trackedOf } from './image-sources.ts'
import { listPullSecrets } from './pull-secrets.ts'
import { hasSameLists } from './rebuild-twins.ts'

export type RebuildStart = {
  name: string
  displayName: string
  /** The pull secret that stands in the form at first. */
  pullSecretId: number | null
  pullSecret: string | null
  last: EarlierBuild
  /** The build whose spec stands in the form: the one that was asked for, else the last one that a person changed. */
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
  /** Null where a person asked for it; see `builds.scheduledFor`. */
  scheduledFor: string | null
}

type ImageRow = typeof images.$inferSelect
type Builds = Pick<RebuildStart, 'last' | 'from'>

/**
 * A custom image with its last build and the one to start from, by its number; null where there is none that this
 * viewer manages.
 */
export function getRebuild(viewer: Viewer, name: string, number?: number): RebuildStart | null {
  const image = customImage(viewer, name)
  const last = image && findBuild(image.id)
  const from =
    last &&
    (number === undefined ? lastChange(image.id, last) : findBuild(image.id, eq(builds.number, number)))
  if (!last || !from) return null
  const { displayName } = image
  const tracked = trackedOf(image)
  return { name, displayName, ...secretFor(viewer, image, { last, from }), last, from, tracked }
}

/** What the builder queued by itself changes no list; what a person tried to change before it is not forgotten. */
function lastChange(imageId: number, last: EarlierBuild): EarlierBuild {
  if (last.scheduledFor === null) return last
  const byPerson = findBuild(imageId, isNull(builds.scheduledFor))
  return byPerson && !hasSameLists(byPerson.spec, last.spec) ? byPerson : last
}

/**
 * An earlier build's own, while this viewer may choose it; else the image's: what was chosen since counts for the next
 * build.
 */
function secretFor(viewer: Viewer, { pullSecretId: own }: ImageRow, { last, from }: Builds) {
  const asked = from.id === last.id ? null : from.spec.pullSecretId
  const chosen = listPullSecrets(viewer).find(({ id }) => id === asked)
  if (chosen) return { pullSecretId: chosen.id, pullSecret: chosen.name }
  return { pullSecretId: own, pullSecret: own === null ? null : secretName(own) }
}

function customImage(viewer: Viewer, name: string) {
  const row = db().select().from(images).where(eq(images.name, name)).get()
  return row?.source === 'custom' && canManageImage(viewer, row) ? row : null
}

function secretName(id: number): string | null {
  const { name } = pullSecrets
  return db().select({ name }).from(pullSecrets).where(eq(pullSecrets.id, id)).get()?.name ?? null
}

/** The last build of an image, or the last one of those that are wanted. */
function findBuild(imageId: number, wanted?: SQL): EarlierBuild | undefined {
  const { id, number, state, spec, baseDigest, diagnosis, scheduledFor } = builds
  return db()
    .select({ id, number, state, spec, baseDigest, diagnosis, scheduledFor, requestedBy: users.name })
    .from(builds)
    .innerJoin(users, eq(users.id, builds.requestedBy))
    .where(and(eq(builds.imageId, imageId), wanted))
    .orderBy(desc(id))
    .limit(1)
    .get()
}
