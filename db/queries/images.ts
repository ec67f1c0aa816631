/** One image, and what every list and page shows of it. */
import { desc, eq } from 'drizzle-orm'
import { canManageImage, canSeeImage, type ImagePlace, type Viewer } from '#lib/access.ts'
import type { BuildState } from '#lib/builds/state.ts'
import type { Tracked } from '#lib/images/freshness.ts'
import type { BuildSpec, ImageFacts, ImageSource, ImageType, InstalledPackage } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, givenNames, imageGroups, images, installedPackages, pullSecrets } from '../schema.ts'
import { trackedOf } from './image-sources.ts'

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

/** Whether a display name is taken; compared across all images, so that it stays unique. */
export function isDisplayNameTaken(value: string): boolean {
  return db().select({ id: images.id }).from(images).where(eq(images.displayName, value)).get() !== undefined
}

/** Whether an image has or had this name: its builds are in the repository of that name, also after its end. */
export function isNameGiven(value: string): boolean {
  return db().select().from(givenNames).where(eq(givenNames.name, value)).get() !== undefined
}

export function summarise(row: ImageRow): ImageSummary {
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

function lastBuildOf(imageId: number): LastBuild | null {
  const row = db().select(lastBuild).from(builds).where(eq(builds.imageId, imageId)).orderBy(desc(builds.id))
  return row.limit(1).get() ?? null
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
