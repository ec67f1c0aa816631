/** Who else needs an image, and what the registry has of it. Asked by those who may delete it. */
import { and, asc, eq, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Viewer } from '#lib/access.ts'
import { parseReference, withoutTag } from '#lib/images/reference.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import { isManagedBy, isReady, isVisibleTo } from './visibility.ts'

/** Other images: display names of those that the viewer may see, and how many more there are. */
export type Others = { names: string[]; hidden: number }

export function isNeeded({ names, hidden }: Others): boolean {
  return names.length + hidden > 0
}

/** What a build pushed: its numbered reference and digest. */
export type Copy = { reference: string; digest: string }

/** Copies by digest, the oldest first; builds that pushed the same have one. */
export function listCopies(imageId: number): Copy[] {
  const { reference, digest } = builds
  const pushed = and(eq(builds.imageId, imageId), isNotNull(reference), isNotNull(digest))
  const rows = db().select({ reference, digest }).from(builds).where(pushed).orderBy(asc(builds.id)).all()
  const found = new Map<string, Copy>()
  for (const { reference, digest } of rows) {
    if (reference && digest) found.set(`${withoutTag(reference)}@${digest}`, { reference, digest })
  }
  return [...found.values()]
}

/** Other images whose reference stands in a repository of these copies, however its registry is written. */
export function findSharingCopies(viewer: Viewer, imageId: number, copies: readonly Copy[]): Others {
  const places = new Set(copies.map(({ reference }) => placeOf(reference)))
  const near = [...places].flatMap((place) => [
    isNear(images.reference, place),
    isNear(images.gpuReference, place),
  ])
  if (near.length === 0) return { names: [], hidden: 0 }
  const { id, reference, gpuReference } = images
  const rows = db()
    .select({ id, reference, gpuReference })
    .from(images)
    .where(or(...near))
    .all()
  const sharing = rows.filter((row) =>
    [row.reference, row.gpuReference].some((each) => each !== null && places.has(placeOf(each))),
  )
  const ids = sharing.map((row) => row.id).filter((each) => each !== imageId)
  return others(viewer, sql`${images.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
}

/** `registry/repository` by its one name. */
function placeOf(reference: string): string {
  const parsed = parseReference(reference)
  if (!parsed.ok) return withoutTag(reference)
  return `${parsed.reference.registry}/${parsed.reference.repository}`
}

/** Whether a reference has the repository of a place in it, at whatever registry. */
function isNear(column: SQLiteColumn, place: string): SQL {
  return sql`instr(${column}, ${place.slice(place.indexOf('/') + 1)}) > 0`
}

type Base = { id: number; reference: string | null }

/** Images whose last build was built upon this one. */
export function findBuiltUpon(viewer: Viewer, { id, reference }: Base): Others {
  if (reference === null) return { names: [], hidden: 0 }
  const last = sql`SELECT b.spec FROM builds b WHERE b.image_id = ${images.id} ORDER BY b.id DESC LIMIT 1`
  return others(viewer, and(ne(images.id, id), sql`json_extract((${last}), '$.base') = ${reference}`))
}

function others(viewer: Viewer, where: SQL | undefined): Others {
  const isVisible = sql<number>`${or(isManagedBy(viewer), and(isVisibleTo(viewer), isReady()))}`
  const rows = db()
    .select({ displayName: images.displayName, isVisible })
    .from(images)
    .where(where)
    .orderBy(asc(images.displayName))
    .all()
  const names = rows.filter((row) => row.isVisible).map(({ displayName }) => displayName)
  return { names, hidden: rows.length - names.length }
}
