/** What administrators set on screens, and what the builder reports about what it works with. */
import { eq } from 'drizzle-orm'
import { allow, canChangeSettings, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { settings } from '../schema.ts'
import { auditFacts, recordAudit } from './record-audit.ts'

/** Set by administrators. */
export type SettingKey = 'registry' | 'housekeeping'
/** Reported by the builder; `engine-tests` is what it is asked for. */
export type ReportKey = 'engine' | 'engine-tests' | 'registry-check' | 'retention'
/** Which sessions of a person are over, and whether there has been an administrator. */
type OwnKey = `sessions/${number}` | 'first-administrator'
export type Kept = { value: unknown; updatedAt: number }

/** What is kept under a key, as it was written; null where nothing is. */
export function getSetting(key: SettingKey | ReportKey | OwnKey): Kept | null {
  const { value, updatedAt } = settings
  return db().select({ value, updatedAt }).from(settings).where(eq(settings.key, key)).get() ?? null
}

/**
 * Keeps a setting; null goes back to the environment's. `seen` is the `updatedAt` that the person saw, 0 for none.
 * Returns false when somebody else changed it since.
 */
export function saveSetting(
  viewer: Viewer,
  { key, value, seen }: { key: SettingKey; value: unknown; seen: number },
): boolean {
  allow(canChangeSettings(viewer), 'change settings')
  return db().transaction(
    () => {
      if ((getSetting(key)?.updatedAt ?? 0) !== seen) return false
      const before = auditFacts('setting', key)
      if (value === null) db().delete(settings).where(eq(settings.key, key)).run()
      else write(key, value, Math.max(Date.now(), seen + 1))
      recordAudit(viewer, { action: 'setting.change', id: key, before })
      return true
    },
    { behavior: 'immediate' },
  )
}

/** The builder's report, or what became of sessions and the first administrator; it asks for no viewer, as the queue does not. */
export function saveReport(key: ReportKey | OwnKey, value: unknown): void {
  write(key, value, Date.now())
}

function write(key: SettingKey | ReportKey | OwnKey, value: unknown, updatedAt: number): void {
  const row = { value, updatedAt }
  db()
    .insert(settings)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: settings.key, set: row })
    .run()
}
