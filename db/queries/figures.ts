/** How much there is and how it goes, in numbers. They say nothing of anyone's data, so they ask for no viewer. */
import { sql } from 'drizzle-orm'
import type { BuildState } from '#lib/builds/state.ts'
import { db } from '../client.ts'

/** `durationMs`: of builds that began, all together. */
export type StateFigures = { state: BuildState; count: number; timed: number; durationMs: number }
export type Figures = {
  states: StateFigures[]
  /** When the build was asked for that waits longest; null where none waits. */
  oldestQueuedAt: number | null
  logBytes: number
  /** Builds of the images that there are, removed because newer ones are kept. */
  removedBuilds: number
  images: number
  readyImages: number
}

/** Builds by state, the queue, logs and images. */
export function getFigures(): Figures {
  const states = db().all<StateFigures>(sql`SELECT state, count(*) AS count,
    count(finished_at - started_at) AS timed, coalesce(sum(finished_at - started_at), 0) AS durationMs
    FROM builds GROUP BY state`)
  const rest = db().get<Omit<Figures, 'states'>>(sql`SELECT
    (SELECT min(requested_at) FROM builds WHERE state = 'queued') AS oldestQueuedAt,
    (SELECT coalesce(sum(log_bytes), 0) FROM builds) AS logBytes,
    (SELECT coalesce(sum(last - kept), 0) FROM (SELECT max(number) AS last, count(*) AS kept FROM builds
      GROUP BY image_id)) AS removedBuilds,
    (SELECT count(*) FROM images) AS images,
    (SELECT count(*) FROM images WHERE reference IS NOT NULL) AS readyImages`)
  return { states, ...rest }
}
