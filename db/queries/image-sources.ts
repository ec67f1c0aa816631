/** What stands behind an image: an existing one's reference, or the base of what a custom one has published. */
import { eq } from 'drizzle-orm'
import type { Tracked } from '#lib/images/freshness.ts'
import { trackedReference } from '#lib/images/reference.ts'
import type { Registered } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds, type images } from '../schema.ts'

/** What the registry answered when the source was asked for the last time; all null: not asked yet. */
export type SourceAnswer = Pick<Tracked, 'sourceDigest' | 'sourceFault' | 'sourceCheckedAt'>
export type RegisteredColumns = SourceAnswer & Omit<Registered, 'fault'>

type ImageRow = typeof images.$inferSelect
type BuildRow = typeof builds.$inferSelect

/** The columns of an existing image that was looked up, or not: then the builder asks soon. */
export function registeredColumns({ fault, ...registered }: Registered): RegisteredColumns {
  const { reference, gpuReference, digest, gpuDigest, facts, gpuFacts } = registered
  const isAnswer = fault === null && trackedReference(reference) === reference
  const answer = answerOf({ digest: isAnswer ? digest : null, fault })
  return { reference, gpuReference, digest, gpuDigest, facts, gpuFacts, ...answer }
}

/** An answer as it is kept. Neither a digest nor a fault: nobody was asked. */
export function answerOf(
  { digest, fault }: { digest: string | null; fault: string | null },
  at = Date.now(),
): SourceAnswer {
  const wasAsked = digest !== null || fault !== null
  return { sourceDigest: digest, sourceFault: fault, sourceCheckedAt: wasAsked ? at : null }
}

/** What is known of the base of a build that is published now: it was looked up when the build began. */
export function baseAnswer({ spec, baseDigest, startedAt }: BuildRow): SourceAnswer {
  // Looked up by a digest, it says nothing of the tag.
  const isAnswer = trackedReference(spec.base) === spec.base
  return answerOf({ digest: isAnswer ? baseDigest : null, fault: null }, startedAt ?? Date.now())
}

/** What stays known when an earlier build is published again: nothing, where it has another base. */
export function answerKept({ publishedBuildId }: ImageRow, buildId: number): Partial<SourceAnswer> {
  const [was, is] = [buildRow(publishedBuildId), buildRow(buildId)]
  return was?.spec.base === is?.spec.base ? {} : answerOf({ digest: null, fault: null })
}

/** What freshness is judged by; null for an image that has nothing to run yet. */
export function trackedOf(image: ImageRow): Tracked | null {
  const { source, reference, digest, sourceDigest, sourceFault, sourceCheckedAt } = image
  const answer = { sourceDigest, sourceFault, sourceCheckedAt }
  if (source === 'existing')
    return reference ? { source, reference, digest, buildNumber: null, ...answer } : null
  const build = buildRow(image.publishedBuildId)
  if (!build) return null
  return {
    source,
    reference: build.spec.base,
    digest: build.baseDigest,
    buildNumber: build.number,
    ...answer,
  }
}

function buildRow(id: number | null): BuildRow | undefined {
  return id === null ? undefined : db().select().from(builds).where(eq(builds.id, id)).get()
}
