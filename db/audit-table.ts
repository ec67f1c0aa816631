/** The table of the audit trail; schema.ts has most others. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AuditAction } from '../lib/audit/actions.ts'
import type { AuditFacts } from '../lib/audit/entry.ts'

/** Who did what. Triggers of 0006 refuse to change or delete entries; each holds the hash of the one before. */
export const auditTrail = sqliteTable(
  'audit_trail',
  {
    id: integer('id').primaryKey(),
    at: integer('at').notNull(),
    /** No reference: an entry outlives everyone and everything that it names. */
    actorId: integer('actor_id'),
    actor: text('actor').notNull(),
    address: text('address'),
    action: text('action').$type<AuditAction>().notNull(),
    targetId: text('target_id').notNull(),
    target: text('target').notNull(),
    before: text('before', { mode: 'json' }).$type<AuditFacts>(),
    after: text('after', { mode: 'json' }).$type<AuditFacts>(),
    hash: text('hash').notNull(),
  },
  (table) => [index('audit_trail_action').on(table.action, table.id)],
)
