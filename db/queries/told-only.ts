/** What the audit trail tells although nothing of it is kept anywhere else. */
import { and, eq, gt, max, sql } from 'drizzle-orm'
import { systemViewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { auditTrail } from '../schema.ts'
import { auditFacts, recordAudit } from './record-audit.ts'
import { type Claims, findUserId } from './users.ts'

/** `reason`: the code of a sentence for the person. */
type Refusal = Pick<Claims, 'issuer' | 'subject' | 'name'> & { reason: string; address: string }

const action = 'person.refuse'
const recent = 100

/**
 * Tells that somebody whom the provider knows was not let in; once among a hundred entries, however often they try.
 * Nobody's id is 0: whoever never was here has none.
 */
export function recordRefusal({ address, ...refusal }: Refusal): void {
  const { issuer, subject, name, reason } = refusal
  db().transaction(
    () => {
      const id = findUserId(refusal) ?? 0
      const outcome = { issuer, subject, reason }
      if (isTold(outcome)) return
      const before = auditFacts('person', id)
      recordAudit({ ...systemViewer, address }, { action, id, before, name, isEvent: true, outcome })
    },
    { behavior: 'immediate' },
  )
}

/** Tells that this database came from a backup. `file`: where it was. */
export function recordRestore(file: string): void {
  recordAudit(systemViewer, {
    action: 'setting.restore',
    id: 'the database',
    isEvent: true,
    outcome: { file },
  })
}

function isTold(outcome: object): boolean {
  const { id, after } = auditTrail
  const newest = db()
    .select({ id: max(id) })
    .from(auditTrail)
  const same = sql`json(${after}) = json(${JSON.stringify(outcome)})`
  const wanted = and(gt(id, sql`(${newest}) - ${recent}`), eq(auditTrail.action, action), same)
  return db().select({ id }).from(auditTrail).where(wanted).limit(1).get() !== undefined
}
