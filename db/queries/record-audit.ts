/** Writing the audit trail, in the transaction of what it tells of: both are kept, or neither. */
import { desc } from 'drizzle-orm'
import type { Viewer } from '#lib/access.ts'
import type { AuditAction, AuditKind } from '#lib/audit/actions.ts'
import { type AuditFacts, chainStart, differing, hashEntry } from '#lib/audit/entry.ts'
import { db } from '../client.ts'
import { auditTrail } from '../schema.ts'
import { factsOf, type Known } from './audit-facts.ts'

/** Who did it; user 0 is Slipway itself. */
export type Actor = Pick<Viewer, 'userId' | 'name' | 'address'>

type Done = {
  action: AuditAction
  id: number | string
  /** From `auditFacts`, asked before the change; absent for what was not there. */
  before?: Known | null
  /** Told although nothing about the thing changed. */
  isEvent?: boolean
  /** What it is called where it is not there. */
  name?: string
  /** What came of it besides, of what is not there (any more). */
  outcome?: AuditFacts
}

/** A thing as it is before a change, for `recordAudit`. */
export const auditFacts = factsOf

/** Tells what somebody did, if it changed anything. Call inside the transaction, after the change. */
export function recordAudit(actor: Actor, done: Done): void {
  const { action, id, before = null, isEvent = false, outcome = null, name = String(id) } = done
  const after = factsOf(kindOf(action), id)
  const change = differing(before?.facts ?? null, after?.facts ?? null)
  if (!change && !isEvent) return
  const target = (after ?? before)?.name ?? name
  const states = change ?? { before: null, after: null }
  const told = outcome && Object.keys(outcome).length > 0 ? outcome : null
  append(actor, { action, targetId: String(id), target, ...states, after: states.after ?? told })
}

type Told = {
  action: AuditAction
  targetId: string
  target: string
  before: AuditFacts | null
  after: AuditFacts | null
}

function append({ userId, name, address }: Actor, told: Told): void {
  const { id, hash } = auditTrail
  const last = db().select({ id, hash }).from(auditTrail).orderBy(desc(id)).limit(1).get()
  const who = { actorId: userId === 0 ? null : userId, actor: name, address: address ?? null }
  const entry = wellFormed({ id: (last?.id ?? 0) + 1, at: Date.now(), ...who, ...told })
  const row = { ...entry, hash: hashEntry(last?.hash ?? chainStart, entry) }
  db().insert(auditTrail).values(row).run()
}

/** Halves of characters are not what is read back, and the hash is of what is read back. */
function wellFormed<Entry>(entry: Entry): Entry {
  return JSON.parse(
    JSON.stringify(entry, (_, value) => (typeof value === 'string' ? value.toWellFormed() : value)),
  )
}

function kindOf(action: AuditAction): AuditKind {
  return action.split('.')[0] as AuditKind
}
