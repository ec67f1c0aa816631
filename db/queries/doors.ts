/** Whether a page about one thing has anything to show to a viewer. Cheap: asked by proxy.ts for every page. */
import { and, eq, or, type SQL } from 'drizzle-orm'
import type { Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import { isManagedBy, isReady, isVisibleTo } from './visibility.ts'

/** An image that the viewer may use, or manages. */
export function hasVisibleImage(viewer: Viewer, name: string): boolean {
  return hasImage(name, or(isManagedBy(viewer), and(isVisibleTo(viewer), isReady())))
}

/** An image that the viewer may change. */
export function hasManagedImage(viewer: Viewer, name: string): boolean {
  return hasImage(name, isManagedBy(viewer))
}

/** An image that the viewer may change and build. */
export function hasCustomImage(viewer: Viewer, name: string): boolean {
  return hasImage(name, and(isManagedBy(viewer), eq(images.source, 'custom')))
}

/** A build of an image that the viewer manages. */
export function hasManagedBuild(viewer: Viewer, id: number): boolean {
  const mine = and(eq(builds.id, id), isManagedBy(viewer))
  const found = db()
    .select({ id: builds.id })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(mine)
    .get()
  return found !== undefined
}

function hasImage(name: string, condition: SQL | undefined): boolean {
  const mine = and(eq(images.name, name), condition)
  return db().select({ id: images.id }).from(images).where(mine).get() !== undefined
}
