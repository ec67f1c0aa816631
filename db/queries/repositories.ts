/** For whom the repositories of registries are, as far as the catalogue knows. */
import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Viewer } from '#lib/access.ts'
import { parseReference } from '#lib/images/reference.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import { isManagedBy, isReady, isVisibleTo } from './visibility.ts'

/** `registry` by the name that `registryName` gives it. */
export type Repository = { registry: string; repository: string }

/**
 * Who may use what builds pushed to a repository, under whatever prefix and to whatever registry: the viewer, others
 * only, or nobody, since none is known that pushed there.
 */
export function findBuiltFor(viewer: Viewer, place: Repository): 'viewer' | 'others' | 'nobody' {
  // Whatever stands before it, a repository ends with the name of its image.
  const name = place.repository.slice(place.repository.lastIndexOf('/') + 1)
  const isUsable = sql<number>`${or(isManagedBy(viewer), and(isVisibleTo(viewer), isReady()))}`
  const pushed = db()
    .select({ reference: builds.reference, isUsable })
    .from(images)
    .innerJoin(builds, eq(builds.imageId, images.id))
    .where(and(eq(images.name, name), eq(images.source, 'custom'), isNotNull(builds.reference)))
    .all()
    .find(({ reference }) => isIn(place, reference))
  if (!pushed) return 'nobody'
  return pushed.isUsable ? 'viewer' : 'others'
}

/** Whether administrators added an image of a repository that a viewer may use. */
export function isAddedFor(viewer: Viewer, place: Repository): boolean {
  const { reference, gpuReference, ownerGroupId, source } = images
  const mentions = or(
    sql`instr(${reference}, ${place.repository})`,
    sql`instr(${gpuReference}, ${place.repository})`,
  )
  return db()
    .select({ reference, gpuReference })
    .from(images)
    .where(and(eq(source, 'existing'), isNull(ownerGroupId), mentions, isVisibleTo(viewer)))
    .all()
    .some((image) => isIn(place, image.reference) || isIn(place, image.gpuReference))
}

/** Whether a reference stands in a repository. */
export function isIn({ registry, repository }: Repository, reference: string | null): boolean {
  const parsed = reference === null ? null : parseReference(reference)
  return (
    parsed?.ok === true &&
    parsed.reference.registry === registry &&
    parsed.reference.repository === repository
  )
}
