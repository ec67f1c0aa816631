/** How far an installation has come, in numbers. */
import { sql } from 'drizzle-orm'
import { allow, canChangeSettings, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'

export type SetupCounts = { people: number; groups: number; images: number; readyImages: number }

/** What there is so far. */
export function getSetupCounts(viewer: Viewer): SetupCounts {
  allow(canChangeSettings(viewer), 'see the setup')
  return db().get<SetupCounts>(sql`SELECT
    (SELECT count(*) FROM users) AS people,
    (SELECT count(*) FROM groups) AS groups,
    (SELECT count(*) FROM images) AS images,
    EXISTS (SELECT 1 FROM images WHERE reference IS NOT NULL) AS readyImages`)
}
