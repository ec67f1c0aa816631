/** Builds that are over, for the builder's housekeeping. It acts for everyone. */
import { and, isNotNull, lt } from 'drizzle-orm'
import { db } from '../client.ts'
import { builds } from '../schema.ts'

/** Builds with a log that ended before a time (ms), with the SHA-256 of the log. */
export function listEndedBefore(time: number): { id: number; logSha256: string }[] {
  const ended = and(lt(builds.finishedAt, time), isNotNull(builds.logSha256))
  const rows = db().select({ id: builds.id, logSha256: builds.logSha256 }).from(builds).where(ended).all()
  return rows.map(({ id, logSha256 }) => ({ id, logSha256: logSha256 ?? '' }))
}
