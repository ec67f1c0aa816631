/** One entry of the audit trail, and the chain of hashes that shows whether any was changed or taken out. */
import { createHash } from 'node:crypto'
import type { AuditAction } from './actions.ts'

/** Facts about a thing by their names. Never a secret: of a password only a mark that changes with it. */
export type AuditFacts = Readonly<Record<string, unknown>>

export type AuditEntry = {
  id: number
  /** Milliseconds since 1970. */
  at: number
  /** Null: Slipway itself. */
  actorId: number | null
  actor: string
  /** From where: the address of the browser. Null where no request was behind it. */
  address: string | null
  action: AuditAction
  targetId: string
  target: string
  /** What was so before and after, where it differs; null where the thing was not there. */
  before: AuditFacts | null
  after: AuditFacts | null
}

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64)

/** The hash of an entry, which holds the hash of the one before it. SHA-256, hexadecimal. */
export function hashEntry(previous: string, entry: AuditEntry): string {
  const { id, at, actorId, actor, address, action, targetId, target, before, after } = entry
  const text = JSON.stringify([
    previous,
    id,
    at,
    actorId,
    actor,
    address,
    action,
    targetId,
    target,
    before,
    after,
  ])
  return createHash('sha256').update(text).digest('hex')
}

/** What differs between two states of a thing; both whole where one of them is missing. Null where nothing does. */
export function differing(
  before: AuditFacts | null,
  after: AuditFacts | null,
): { before: AuditFacts | null; after: AuditFacts | null } | null {
  if (before === null || after === null) return before === after ? null : { before, after }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  if (changed.length === 0) return null
  return { before: pick(before, changed), after: pick(after, changed) }
}

function pick(facts: AuditFacts, names: readonly string[]): AuditFacts {
  return Object.fromEntries(names.map((name) => [name, facts[name] ?? null]))
}
