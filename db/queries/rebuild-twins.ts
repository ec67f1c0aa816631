/** Rebuilds that were sent twice, by a double click, a second tab or two people who want the same. */
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Viewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { isSameList } from '#lib/images/triggers.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { db } from '../client.ts'
import { builds } from '../schema.ts'

type Wanted = { imageId: number; spec: BuildSpec; isFresh: boolean; seen: number }

const momentMs = 60_000

/**
 * The build that is already what somebody asks for: the same lists on the same base, newer than what they saw. One that
 * has ended counts for a minute, and only for whoever asked for it.
 */
export function findRebuildTwin(viewer: Viewer, { imageId, spec, isFresh, seen }: Wanted): number | null {
  const newest = db()
    .select()
    .from(builds)
    .where(and(eq(builds.imageId, imageId), gt(builds.id, seen), isNull(builds.cancelRequestedAt)))
    .orderBy(desc(builds.id))
    .limit(1)
    .get()
  if (!newest || newest.isFresh !== isFresh || !isSameSpec(newest.spec, spec)) return null
  const { id, state, requestedBy, requestedAt, scheduledFor } = newest
  // What the builder queued by itself waits behind everybody; what a person asks for does not.
  if (!isFinal(state)) return state === 'queued' && scheduledFor !== null ? null : id
  const isTheirs = scheduledFor === null && requestedBy === viewer.userId
  return isTheirs && requestedAt > Date.now() - momentMs ? id : null
}

/** Whether two snapshots ask for the same packages, byte for byte. */
export function hasSameLists(one: BuildSpec, other: BuildSpec): boolean {
  return one.apt === other.apt && one.conda === other.conda && one.pip === other.pip
}

function isSameSpec(one: BuildSpec, other: BuildSpec): boolean {
  const isSameBase = one.base === other.base && isSameList(one.triggers ?? [], other.triggers ?? [])
  return isSameBase && one.pullSecretId === other.pullSecretId && hasSameLists(one, other)
}
