/** Builds that an image keeps no longer: chosen, deleted and remembered until everything of theirs is gone. */
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { systemViewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { builds } from '../schema.ts'
import { auditFacts, recordAudit } from './record-audit.ts'
import { getSetting, saveReport } from './settings.ts'

const removal = z.object({
  buildId: z.number(),
  /** What the registry is to lose; null where it keeps it or never had it. */
  copy: z.object({ reference: z.string(), digest: z.string() }).nullable(),
})
const retentionReport = z.object({
  /** Deleted, but its folder and copy may still be there. */
  pending: removal.nullable(),
  /** Why the registry's copy could not be removed, in a sentence. */
  fault: z.string().nullable(),
})

export type Removal = z.output<typeof removal>
export type RetentionReport = z.output<typeof retentionReport>

type Policy = { keepBuilds: number; removesCopies: boolean }

/** What is in hand, and what went wrong with it. */
export function getRetentionReport(): RetentionReport {
  const found = retentionReport.safeParse(getSetting('retention')?.value)
  return found.data ?? { pending: null, fault: null }
}

/**
 * Deletes the oldest build that its image keeps no longer and remembers it as pending, in one transaction. Null where
 * there is none. Never one that is published, has not ended, or whose digest an image runs from or is built upon.
 */
export function removeOldBuild({ keepBuilds, removesCopies }: Policy): Removal | null {
  if (keepBuilds === 0) return null
  return db().transaction(
    () => {
      const old = findOldBuild(keepBuilds)
      if (!old) return null
      const { id: buildId, reference, digest } = old
      const before = auditFacts('build', buildId)
      db().delete(builds).where(eq(builds.id, buildId)).run()
      recordAudit(systemViewer, { action: 'build.remove', id: buildId, before })
      const isOurs = removesCopies && reference !== null && digest !== null && !isPushedByOther(digest)
      const pending = { buildId, copy: isOurs ? { reference, digest } : null }
      saveReport('retention', { pending, fault: null } satisfies RetentionReport)
      return pending
    },
    { behavior: 'immediate' },
  )
}

/** Nothing of the pending build is left; or a fault says why its copy still is. */
export function endRemoval(fault: string | null): void {
  const { pending } = getRetentionReport()
  saveReport('retention', { pending: fault === null ? null : pending, fault } satisfies RetentionReport)
}

type Old = { id: number; reference: string | null; digest: string | null }

/** A reference with a digest counts as that digest, whatever stands before it. */
function findOldBuild(keepBuilds: number): Old | undefined {
  return db().get<Old | undefined>(sql`
    WITH named AS MATERIALIZED (
      SELECT reference AS name FROM images UNION SELECT gpu_reference FROM images
      UNION SELECT json_extract(spec, '$.base') FROM builds WHERE state IN ('queued', 'running')
    ), used AS MATERIALIZED (
      SELECT digest FROM images UNION SELECT gpu_digest FROM images UNION SELECT base_digest FROM builds
      UNION SELECT substr(name, instr(name, '@') + 1) FROM named WHERE name LIKE '%@%'
    )
    SELECT b.id, b.reference, b.digest FROM builds b
    WHERE b.image_id IN (SELECT image_id FROM builds GROUP BY image_id HAVING count(*) > ${keepBuilds})
      AND b.number <= (SELECT n.number FROM builds n WHERE n.image_id = b.image_id
        ORDER BY n.number DESC LIMIT 1 OFFSET ${keepBuilds})
      AND b.state NOT IN ('queued', 'running')
      AND NOT EXISTS (SELECT 1 FROM images i WHERE i.published_build_id = b.id)
      AND (b.digest IS NULL OR NOT EXISTS (SELECT 1 FROM used u WHERE u.digest = b.digest))
      AND (b.reference IS NULL OR NOT EXISTS (SELECT 1 FROM named n WHERE n.name = b.reference))
    ORDER BY b.id LIMIT 1`)
}

function isPushedByOther(digest: string): boolean {
  return db().select({ id: builds.id }).from(builds).where(eq(builds.digest, digest)).get() !== undefined
}
