/** The builder's side of freshness: which source is to be asked next, and what it answered. */
import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { db } from '../client.ts'
import { builds, images } from '../schema.ts'
import { answerOf } from './image-sources.ts'

/**
 * A reference, and who asks for it: with which pull secret, for which group (null: for Slipway's own images). Images
 * that have all of it in common are asked for once.
 */
export type Source = { reference: string; pullSecretId: number | null; ownerGroupId: number | null }

/** An existing image's reference, or the base of what a custom one has published. */
const reference = sql<string>`CASE ${images.source} WHEN 'existing' THEN ${images.reference}
  ELSE json_extract(${builds.spec}, '$.base') END`

/** The source that was asked the longest ago, and before a moment; null where none is due. */
export function nextSource(before: number): Source | null {
  const askedAt = sql`coalesce(${images.sourceCheckedAt}, 0)`
  const hasSource = or(eq(images.source, 'existing'), isNotNull(images.publishedBuildId))
  const due = db()
    .select({ id: images.id })
    .from(images)
    .where(and(hasSource, sql`${askedAt} < ${before}`))
    .orderBy(askedAt)
    .limit(1)
  return (
    db()
      .select({ reference, pullSecretId: images.pullSecretId, ownerGroupId: images.ownerGroupId })
      .from(images)
      .leftJoin(builds, eq(builds.id, images.publishedBuildId))
      .where(eq(images.id, due))
      .get() ?? null
  )
}

type Answer = { digest: string | null; fault: string | null }

/** Keeps an answer for every image with this source, except where a later question was answered meanwhile. */
export function saveAnswer(
  { reference: asked, pullSecretId, ownerGroupId }: Source,
  answer: Answer,
  askedAt: number,
): void {
  const same = db()
    .select({ id: images.id })
    .from(images)
    .leftJoin(builds, eq(builds.id, images.publishedBuildId))
    .where(
      and(
        sql`${images.pullSecretId} IS ${pullSecretId}`,
        sql`${images.ownerGroupId} IS ${ownerGroupId}`,
        sql`coalesce(${images.sourceCheckedAt}, 0) <= ${askedAt}`,
        sql`${reference} = ${asked}`,
      ),
    )
  db().update(images).set(answerOf(answer)).where(inArray(images.id, same)).run()
}
