/** Back to an earlier build: what it published is published again. */
import { and, eq } from 'drizzle-orm'
import { allow, canManageImage, type Viewer } from '#lib/access.ts'
import type { ImageFacts } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import { answerKept } from './image-sources.ts'
import { auditFacts, recordAudit } from './record-audit.ts'

export type EarlierBuild = {
  id: number
  number: number
  finishedAt: number | null
  reference: string
  digest: string
}

/** `overtaken`: another build was published since the person looked. */
export type Publishing = 'published' | 'overtaken' | 'gone'

/** A succeeded build of an image, or null where there is none that this viewer may publish. */
export function getEarlierBuild(viewer: Viewer, name: string, number: number): EarlierBuild | null {
  const image = db().select().from(images).where(eq(images.name, name)).get()
  return image && canManageImage(viewer, image) ? succeededBuild(image.id, number) : null
}

/**
 * Puts an earlier build's reference and digest into the catalogue, with what the registry says of it. `seen`: the build
 * that was published then.
 */
export function publishAgain(
  viewer: Viewer,
  { name, number, seen, facts }: { name: string; number: number; seen: number; facts: ImageFacts },
): Publishing {
  return db().transaction(
    () => {
      const image = db().select().from(images).where(eq(images.name, name)).get()
      if (!image) return 'gone'
      allow(canManageImage(viewer, image), 'publish builds of this image')
      const build = succeededBuild(image.id, number)
      if (!build) return 'gone'
      if (image.publishedBuildId !== seen) return 'overtaken'
      const before = auditFacts('image', image.id)
      const { id: publishedBuildId, reference, digest } = build
      const change = { publishedBuildId, reference, digest, facts, updatedAt: Date.now() }
      db()
        .update(images)
        .set({ ...change, ...answerKept(image, build.id) })
        .where(eq(images.id, image.id))
        .run()
      recordAudit(viewer, { action: 'image.publish', id: image.id, before })
      return 'published'
    },
    { behavior: 'immediate' },
  )
}

function succeededBuild(imageId: number, number: number): EarlierBuild | null {
  const { id, finishedAt, reference, digest } = builds
  const wanted = and(eq(builds.imageId, imageId), eq(builds.number, number), eq(builds.state, 'succeeded'))
  const row = db()
    .select({ id, number: builds.number, finishedAt, reference, digest })
    .from(builds)
    .where(wanted)
    .get()
  return row?.reference && row.digest ? { ...row, reference: row.reference, digest: row.digest } : null
}
