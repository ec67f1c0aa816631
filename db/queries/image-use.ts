/** Who else needs an image, and what the registry has of it. Asked by those who may delete it. */
import { and, asc, eq, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Viewer } from '#lib/access.ts'
import { withoutTag } from '#lib/images/reference.ts'
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

/** Other images whose reference stands in a repository of these copies. */
export function findSharingCopies(viewer: Viewer, imageId: number, copies: readonly Copy[]): Others {
  const names = [...new Set(copies.map(({ reference }) => withoutTag(reference)))]
  const isIn = (column: SQLiteColumn, name: string) =>
    sql`(${column} = ${name} OR substr(${column}, 1, ${name.length + 1}) IN (${`${name}:`}, ${`${name}@`}))`
  const either = names.flatMap((name) => [isIn(images.reference, name), isIn(images.gpuReference, name)])
  if (either.length === 0) return { names: [], hidden: 0 }
  return others(viewer, and(ne(images.id, imageId), or(...either)))
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
