/** The search over images: every word stands in a text of the image, or names a package that is in it. */
import { eq, inArray, like, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { packageWord } from '#lib/images/search-words.ts'
import type { PackageManager } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { images, installedPackages as packages } from '../schema.ts'
import type { Condition, Way } from './narrow.ts'

/** A package that a search found in an image. */
export type FoundPackage = { manager: PackageManager; name: string; version: string }

/** Higher than any character, so that `word` to `word` + this is everything that begins with the word. */
const last = '\u{10ffff}'

/** Images that have a word in their names, description or type, or whose published build installed such a package. */
export function hasWord(word: string): Condition {
  const { names, version } = packageWord(word)
  return [
    { test: hasText(word), ids: (limit) => idsByText(word, limit), isSlow: true },
    ...names.map((name) => hasPackage(named(name, version))),
  ]
}

/** By build, the packages that words name: for each word the shortest name, which is the most alike. */
export function findPackages(
  buildIds: readonly number[],
  words: readonly string[],
): Map<number, FoundPackage[]> {
  const found = new Map<number, FoundPackage[]>()
  for (const { names, version } of words.map(packageWord)) {
    const isNamed = or(...names.map((name) => named(name, version)))
    // SQLite takes the other columns from the row that has the minimum.
    const rows = db().all<FoundPackage & { buildId: number }>(sql`
      SELECT build_id AS buildId, manager, name, version, min(length(name))
      FROM installed_packages INDEXED BY installed_packages_build
      WHERE ${inArray(packages.buildId, [...buildIds])} AND ${isNamed} GROUP BY build_id`)
    for (const { buildId, manager, name, version } of rows) {
      const others = (found.get(buildId) ?? []).filter((other) => other.name !== name)
      found.set(buildId, [...others, { manager, name, version }])
    }
  }
  return found
}

/** LIKE takes upper and lower case for one in ASCII only; the index does so everywhere. */
function hasText(word: string): SQL {
  if (/[^\0-\x7f]/.test(word)) return sql`${images.id} IN (${idsByText(word, -1)})`
  const pattern = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const contains = (column: SQLiteColumn) => sql`${like(column, pattern)} ESCAPE '\\'`
  return or(...[images.name, images.displayName, images.description, images.type].map(contains)) ?? sql`0`
}

/** Three characters and more are looked up as they are, fewer by the words of the index that begin with them. */
function idsByText(word: string, limit: number): SQL {
  if ([...word].length >= 3) {
    const phrase = `"${word.replaceAll('"', '""')}"`
    return sql`SELECT rowid AS id FROM image_words WHERE image_words MATCH ${phrase} LIMIT ${limit}`
  }
  const start = word.toLowerCase()
  return sql`SELECT DISTINCT doc AS id FROM image_word_places
    WHERE term >= ${start} AND term <= ${start + last} LIMIT ${limit}`
}

/** CROSS JOIN keeps SQLite to this way: from the name to its builds to their images. */
function hasPackage(isNamed: SQL): Way {
  const isInside = eq(packages.buildId, images.publishedBuildId)
  return {
    test: sql`EXISTS (SELECT 1 FROM ${packages} WHERE ${isInside} AND ${isNamed})`,
    ids: (limit) => sql`SELECT DISTINCT ${images.id} AS id FROM ${packages}
      CROSS JOIN ${images} ON ${isInside} WHERE ${isNamed} LIMIT ${limit}`,
    isSlow: true,
  }
}

/** A package by the beginning of its name, or by the whole of it and the beginning of its version. */
function named(name: string, version: string | null): SQL {
  const column = packages.name
  if (version === null)
    return sql`${column} >= ${name} COLLATE NOCASE AND ${column} < ${name + last} COLLATE NOCASE`
  const later = `${version}[^0-9a-zA-Z]*`
  return sql`${column} = ${name} COLLATE NOCASE
    AND (${packages.version} = ${version} OR ${packages.version} GLOB ${later})`
}
