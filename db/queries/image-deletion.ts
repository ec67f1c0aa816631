/** Deleting an image with its builds: what goes, what stays, who uses it. */
import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { allow, canManageImage, type Viewer } from '#lib/access.ts'
import type { AuditFacts } from '#lib/audit/entry.ts'
import { type BuildState, isFinal } from '#lib/builds/state.ts'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import {
  type Copy,
  findBuiltUpon,
  findSharingCopies,
  isNeeded,
  listCopies,
  type Others,
} from './image-use.ts'
import { getManagedImage, type ManagedImageDetail } from './managed-image.ts'
import { auditFacts, recordAudit } from './record-audit.ts'

export type ImageContents = {
  image: ManagedImageDetail
  buildCount: number
  /** A build that has not ended; it is cancelled. */
  active: { id: number; number: number } | null
  /** What builds pushed and the registry has. */
  copies: Copy[]
  /** Other images in the catalogue that are run from these copies. */
  sharing: Others
  /** Images whose last build was built upon this one. */
  builtUpon: Others
  /** Changes when who uses it, what goes or what stays does. */
  seen: string
}

/** `ended`: builds whose folders are free. `active`: builds that the builder still has in hand. `copies`: to be removed from the registry now. */
export type Deleted = { displayName: string; ended: number[]; active: number[]; copies: Copy[] }

/** What an image's deletion means, or null where there is no image that this viewer manages. */
export function getImageContents(viewer: Viewer, name: string): ImageContents | null {
  const image = getManagedImage(viewer, name)
  if (!image) return null
  const all = buildsOf(image.id)
  const active = all.find(({ state }) => !isFinal(state))
  const copies = listCopies(image.id)
  const contents = {
    image,
    buildCount: all.length,
    active: active ? { id: active.id, number: active.number } : null,
    copies,
    sharing: findSharingCopies(viewer, image.id, copies),
    builtUpon: findBuiltUpon(viewer, image),
  }
  return { ...contents, seen: fingerprint(contents) }
}

/** A build that begins or fails meanwhile changes nothing of what goes and stays. */
function fingerprint({ image, active: _, ...rest }: Omit<ImageContents, 'seen'>): string {
  const { revision, isGlobal, groups, reference } = image
  const text = JSON.stringify([revision, isGlobal, groups, reference, rest])
  return createHash('sha256').update(text).digest('base64url')
}

type Deletion = { name: string; seen: string; withCopies: boolean }

/** Deletes an image that is as the person saw it (`ImageContents.seen`), its builds and what they installed. */
export function deleteImage(
  viewer: Viewer,
  { name, seen, withCopies }: Deletion,
): Deleted | 'changed' | 'gone' {
  return db().transaction(
    () => {
      const row = db().select().from(images).where(eq(images.name, name)).get()
      if (!row) return 'gone'
      allow(canManageImage(viewer, row), 'delete this image')
      const contents = getImageContents(viewer, name)
      if (contents?.seen !== seen) return 'changed'
      if (withCopies && isNeeded(contents.sharing)) return 'changed'
      const all = buildsOf(row.id)
      const before = auditFacts('image', row.id)
      db().delete(images).where(eq(images.id, row.id)).run()
      const outcome = outcomeOf(contents, withCopies)
      recordAudit(viewer, { action: 'image.delete', id: row.id, before, outcome })
      const folders = { ended: idsOf(all, true), active: idsOf(all, false) }
      return { displayName: row.displayName, ...folders, copies: withCopies ? contents.copies : [] }
    },
    { behavior: 'immediate' },
  )
}

/** What went with an image, for whoever asks later. */
function outcomeOf({ copies, active }: ImageContents, withCopies: boolean): AuditFacts {
  const names = copies.map(({ reference, digest }) => `${reference}@${digest}`)
  return {
    ...(names.length > 0 && { [withCopies ? 'copiesToRemove' : 'copiesKept']: names }),
    ...(active && { cancelledBuild: active.number }),
  }
}

type Known = { id: number; number: number; state: BuildState; startedAt: number | null }

function buildsOf(imageId: number): Known[] {
  const { id, number, state, startedAt } = builds
  return db()
    .select({ id, number, state, startedAt })
    .from(builds)
    .where(eq(builds.imageId, imageId))
    .orderBy(asc(id))
    .all()
}

/** A queued build has no folder yet and counts as ended: no builder can claim it any more. */
function idsOf(all: readonly Known[], hasEnded: boolean): number[] {
  return all.filter(({ state }) => (isFinal(state) || state === 'queued') === hasEnded).map(({ id }) => id)
}
