/** Lists of images, page by page: the members' catalogue, and what someone manages. */
import { eq, inArray, sql } from 'drizzle-orm'
import type { Viewer } from '#lib/access.ts'
import type { ImageQuery } from '#lib/images/image-query.ts'
import type { ImageState } from '#lib/images/image-state.ts'
import { searchWords } from '#lib/images/search-words.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import { keepTo } from './image-filters.ts'
import { walkImages } from './image-page.ts'
import { type FoundPackage, findPackages, hasWord } from './image-search.ts'
import { type ImageSummary, type LastBuild, summarise } from './images.ts'
import { findPage, type ListPage } from './keyset-page.ts'
import { type Condition, narrow } from './narrow.ts'
import { isReady, managedBy, visibleTo } from './visibility.ts'

/** `packages`: of the published build, those that the search named. */
export type ListedImage = ImageSummary & { packages: FoundPackage[] }

export type ManagedImage = ListedImage & {
  state: ImageState
  /** The owner's too; none while the image is Global. */
  groupNames: string[]
  lastBuild: LastBuild | null
}

/** Ready images that the viewer's groups may use. */
export function listCatalogue(viewer: Viewer, query: ImageQuery): ListPage<ListedImage> {
  const conditions = [isReady(), ...visibleTo(viewer)]
  return listImages(conditions, query, ({ image, packages }) => ({ ...summarise(image), packages }))
}

/** Every image that the viewer manages, ready or not. */
export function listManagedImages(viewer: Viewer, query: ImageQuery): ListPage<ManagedImage> {
  return listImages(managedBy(viewer), query, ({ image, build, groupNames, packages }) => ({
    ...summarise(image),
    packages,
    state: image.state,
    groupNames: JSON.parse(groupNames) as string[],
    lastBuild: build,
  }))
}

type Found = ReturnType<typeof readRows>[number]

/** All in one look at the database: nobody's change comes between count and rows. */
function listImages<Item>(
  conditions: readonly Condition[],
  query: ImageQuery,
  present: (found: Found) => Item,
): ListPage<Item> {
  return db().transaction(() => {
    const words = searchWords(query.search)
    const narrowed = narrow([...words.map(hasWord), ...keepTo(query), ...conditions])
    const page = findPage(walkImages(narrowed, query), query)
    return { ...page, rows: readRows(page.rows, words).map(present) }
  })
}

function readRows(ids: readonly number[], words: readonly string[]) {
  const lastBuild = {
    id: builds.id,
    number: builds.number,
    state: builds.state,
    requestedAt: builds.requestedAt,
  }
  const rows = db()
    .select({ image: images, build: lastBuild, groupNames: groupNamesOf() })
    .from(images)
    .leftJoin(builds, eq(builds.id, images.lastBuildId))
    .where(inArray(images.id, [...ids]))
    .all()
  const found = findPackages(
    rows.flatMap(({ image }) => image.publishedBuildId ?? []),
    words,
  )
  return ids.flatMap((id) => {
    const row = rows.find(({ image }) => image.id === id)
    return row ? [{ ...row, packages: found.get(row.image.publishedBuildId ?? 0) ?? [] }] : []
  })
}

function groupNamesOf() {
  return sql<string>`(SELECT json_group_array(g.name ORDER BY g.name COLLATE NOCASE, g.name) FROM groups g
    WHERE ${images.isGlobal} = 0 AND (g.id = ${images.ownerGroupId}
      OR g.id IN (SELECT s.group_id FROM image_groups s WHERE s.image_id = ${images.id})))`
}
