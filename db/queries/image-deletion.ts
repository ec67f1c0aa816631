/** Deleting an image with its builds: what goes, what stays, who uses it. */
import { createHash } from 'node:crypto'
import { and, asc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { allow, canManageImage, type Viewer } from '#lib/access.ts'
import { type BuildState, isFinal } from '#lib/builds/state.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import { getManagedImage, type ManagedImageDetail } from './managed-image.ts'

export type ImageContents = {
  image: ManagedImageDetail
  buildCount: number
  /** A build that has not ended; it is cancelled. */
  active: { id: number; number: number } | null
  /** What builds pushed, by reference: it stays in the registry. */
  pushed: string[]
  /** Display names of images whose last build was built upon this one. */
  builtUpon: string[]
  /** Changes when who uses it, what goes or what stays does. */
  seen: string
}

/** `ended`: builds whose folders are free. `active`: builds that the builder still has in hand. */
export type Deleted = { displayName: string; ended: number[]; active: number[] }

/** What an image's deletion means, or null where there is no image that this viewer manages. */
export function getImageContents(viewer: Viewer, name: string): ImageContents | null {
  const image = getManagedImage(viewer, name)
  if (!image) return null
  const all = buildsOf(image.id)
  const active = all.find(({ state }) => !isFinal(state))
  const contents = {
    image,
    buildCount: all.length,
    active: active ? { id: active.id, number: active.number } : null,
    pushed: pushedBy(image.id),
    builtUpon: builtUpon(image),
  }
  return { ...contents, seen: fingerprint(contents) }
}

/** A build that begins or fails meanwhile changes nothing of what goes and stays. */
function fingerprint({ image, buildCount, pushed, builtUpon }: Omit<ImageContents, 'seen'>): string {
  const { revision, isGlobal, groups, reference } = image
  const text = JSON.stringify([revision, isGlobal, groups, reference, buildCount, pushed, builtUpon])
  return createHash('sha256').update(text).digest('base64url')
}

/** Deletes an image that is as the person saw it (`ImageContents.seen`), its builds and what they installed. */
export function deleteImage(
  viewer: Viewer,
  { name, seen }: { name: string; seen: string },
): Deleted | 'changed' | 'gone' {
  return db().transaction(
    () => {
      const row = db().select().from(images).where(eq(images.name, name)).get()
      if (!row) return 'gone'
      allow(canManageImage(viewer, row), 'delete this image')
      if (getImageContents(viewer, name)?.seen !== seen) return 'changed'
      const all = buildsOf(row.id)
      db().delete(images).where(eq(images.id, row.id)).run()
      return { displayName: row.displayName, ended: idsOf(all, true), active: idsOf(all, false) }
    },
    { behavior: 'immediate' },
  )
}

type Known = { id: number; number: number; state: BuildState; startedAt: number | null }

function buildsOf(imageId: number): Known[] {
  const { id, number, state, startedAt } = builds
  return db()
    .select({ id, number, state, startedAt })
    .from(builds)
    .where(eq(builds.imageId, imageId))
    .orderBy(asc(id))
    .all()
}

function pushedBy(imageId: number): string[] {
  const { reference } = builds
  const pushed = and(eq(builds.imageId, imageId), isNotNull(reference))
  const rows = db().select({ reference }).from(builds).where(pushed).orderBy(asc(builds.id)).all()
  return [...new Set(rows.flatMap((row) => row.reference ?? []))]
}

function builtUpon({ id, reference }: ManagedImageDetail): string[] {
  if (reference === null) return []
  const isLast = sql`${builds.id} = (SELECT max(b.id) FROM builds b WHERE b.image_id = ${images.id})`
  const isBase = sql`json_extract(${builds.spec}, '$.base') = ${reference}`
  const rows = db()
    .select({ displayName: images.displayName })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(and(ne(images.id, id), isBase, isLast))
    .orderBy(asc(images.displayName))
    .all()
  return rows.map((row) => row.displayName)
}

/** A queued build has no folder yet and counts as ended: no builder can claim it any more. */
function idsOf(all: readonly Known[], hasEnded: boolean): number[] {
  return all.filter(({ state }) => (isFinal(state) || state === 'queued') === hasEnded).map(({ id }) => id)
}
