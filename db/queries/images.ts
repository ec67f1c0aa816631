/** Images for the catalogue and for those who manage them. */
import { and, asc, desc, eq, like, or, sql } from 'drizzle-orm'
import { canManageImage, canSeeImage, type ImagePlace, type Viewer } from '#lib/access.ts'
import type { BuildState } from '#lib/builds/state.ts'
import type { Tracked } from '#lib/images/freshness.ts'
import type { BuildSpec, ImageFacts, ImageSource, ImageType, InstalledPackage } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, groups, imageGroups, images, installedPackages, pullSecrets } from '../schema.ts'
import { trackedOf } from './image-sources.ts'
import { isManagedBy, isReady, isVisibleTo } from './visibility.ts'

export type ImageSummary = {
  id: number
  name: string
  displayName: string
  description: string
  type: ImageType
  source: ImageSource
  isReady: boolean
  isGlobal: boolean
  isSystem: boolean
  reference: string | null
  digest: string | null
  updatedAt: number
}

export type LastBuild = { id: number; number: number; state: BuildState; requestedAt: number }
export type ManagedImage = ImageSummary & { groupNames: string[]; lastBuild: LastBuild | null }
export type ImageDetail = ImageSummary &
  ImagePlace & {
    gpuReference: string | null
    gpuDigest: string | null
    facts: ImageFacts | null
    gpuFacts: ImageFacts | null
    published: PublishedBuild | null
    /** Name of the pull secret of an existing image. A built one's is for its base, not for pulling it. */
    pullSecret: string | null
    /** What freshness is judged by; null for an image that has nothing to run yet. */
    tracked: Tracked | null
    canManage: boolean
    /** Of this image; null for those who do not manage it. */
    lastBuild: LastBuild | null
  }

/** What the reference in the catalogue was built from, as asked for and as installed. */
export type PublishedBuild = { number: number; spec: BuildSpec; packages: InstalledPackage[] }

type ImageRow = typeof images.$inferSelect

const lastBuild = {
  id: builds.id,
  number: builds.number,
  state: builds.state,
  requestedAt: builds.requestedAt,
}

/** Ready images that the viewer's groups may use, by display name. `search` matches name, description and type. */
export function listCatalogue(viewer: Viewer, search = '', type?: ImageType): ImageSummary[] {
  const rows = db()
    .select()
    .from(images)
    .where(and(isVisibleTo(viewer), isReady(), matches(search), type && eq(images.type, type)))
    .orderBy(asc(images.displayName))
    .all()
  return rows.map(summarise)
}

/** Every image that the viewer manages, ready or not, with its groups and last build. */
export function listManagedImages(viewer: Viewer, search = ''): ManagedImage[] {
  const rows = db()
    .select({ image: images, build: lastBuild, groupNames: groupNamesOf() })
    .from(images)
    .leftJoin(builds, eq(builds.id, lastBuildId()))
    .where(and(isManagedBy(viewer), matches(search)))
    .orderBy(asc(images.displayName))
    .all()
  return rows.map(({ image, build, groupNames }) => ({
    ...summarise(image),
    groupNames: JSON.parse(groupNames) as string[],
    lastBuild: build,
  }))
}

/** One image by its name, or null where there is none that this viewer may see. */
export function getImage(viewer: Viewer, name: string): ImageDetail | null {
  const row = db().select().from(images).where(eq(images.name, name)).get()
  if (!row) return null
  const place = { isGlobal: row.isGlobal, ownerGroupId: row.ownerGroupId, groupIds: groupIdsOf(row.id) }
  const canManage = canManageImage(viewer, place)
  const isVisible = canManage || (canSeeImage(viewer, place) && row.reference !== null)
  if (!isVisible) return null
  const published = publishedBuild(row.publishedBuildId)
  const lastBuild = canManage ? lastBuildOf(row.id) : null
  const { gpuReference, gpuDigest, facts, gpuFacts } = row
  const references = {
    gpuReference,
    gpuDigest,
    facts,
    gpuFacts,
    tracked: trackedOf(row),
    pullSecret: pullSecretOf(row),
  }
  return { ...summarise(row), ...place, ...references, published, canManage, lastBuild }
}

/** Whether a display name or an image name is taken; compared across all images, so that both stay unique. */
export function isNameTaken(column: 'name' | 'displayName', value: string): boolean {
  return db().select({ id: images.id }).from(images).where(eq(images[column], value)).get() !== undefined
}

function summarise(row: ImageRow): ImageSummary {
  const { id, name, displayName, description, type, source, isGlobal, reference, digest, updatedAt } = row
  const isSystem = row.ownerGroupId === null
  const ready = reference !== null
  return {
    id,
    name,
    displayName,
    description,
    type,
    source,
    isReady: ready,
    isGlobal,
    isSystem,
    reference,
    digest,
    updatedAt,
  }
}

function matches(search: string) {
  const words = search.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)
  if (!words) return undefined
  const columns = [images.name, images.displayName, images.description, images.type]
  return or(...columns.map((column) => sql`${like(column, `%${words}%`)} ESCAPE '\\'`))
}

function lastBuildId() {
  return sql`(SELECT max(b.id) FROM ${builds} b WHERE b.image_id = ${images.id})`
}

function lastBuildOf(imageId: number): LastBuild | null {
  const row = db().select(lastBuild).from(builds).where(eq(builds.imageId, imageId)).orderBy(desc(builds.id))
  return row.limit(1).get() ?? null
}

function groupNamesOf() {
  return sql<string>`(SELECT json_group_array(g.name) FROM (SELECT ${groups.name} AS name FROM ${groups}
    JOIN ${imageGroups} ON ${imageGroups.groupId} = ${groups.id} WHERE ${imageGroups.imageId} = ${images.id}
    ORDER BY 1) g)`
}

function pullSecretOf({ source, pullSecretId }: ImageRow): string | null {
  if (source !== 'existing' || pullSecretId === null) return null
  const { name } = pullSecrets
  return db().select({ name }).from(pullSecrets).where(eq(pullSecrets.id, pullSecretId)).get()?.name ?? null
}

function groupIdsOf(imageId: number): number[] {
  const rows = db().select().from(imageGroups).where(eq(imageGroups.imageId, imageId)).all()
  return rows.map((row) => row.groupId)
}

function publishedBuild(id: number | null): PublishedBuild | null {
  if (id === null) return null
  const { manager, name, version } = installedPackages
  const build = db().select().from(builds).where(eq(builds.id, id)).get()
  const packages = db()
    .select({ manager, name, version })
    .from(installedPackages)
    .where(eq(installedPackages.buildId, id))
    .orderBy(manager, name)
    .all()
  return build ? { number: build.number, spec: build.spec, packages } : null
}
