/** Names of packages that images have installed, for those who misspelt one. */
import { and, eq, or, sql } from 'drizzle-orm'
import type { PackageManager } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { images, installedPackages as packages } from '../schema.ts'

const most = 5_000

/**
 * Names that begin with the same two letters as one of these, in published images that whoever reads about a build may
 * know of: global ones, and those of the group that the image belongs to.
 */
export function listPackagesLike(
  names: readonly string[],
  manager: PackageManager,
  ownerGroupId: number | null,
): string[] {
  const beginnings = [...new Set(names.map((name) => name.slice(0, 2).toLowerCase()))]
  if (beginnings.length === 0) return []
  const isAlike = or(
    ...beginnings.map(
      (text) => sql`${packages.name} COLLATE NOCASE BETWEEN ${text} AND ${`${text}\u{10ffff}`}`,
    ),
  )
  const isOwn = ownerGroupId === null ? undefined : eq(images.ownerGroupId, ownerGroupId)
  return db()
    .selectDistinct({ name: packages.name })
    .from(packages)
    .innerJoin(images, eq(images.publishedBuildId, packages.buildId))
    .where(and(isAlike, eq(packages.manager, manager), or(eq(images.isGlobal, true), isOwn)))
    .orderBy(packages.name)
    .limit(most)
    .all()
    .map(({ name }) => name)
}
