/** Reading the audit trail: one page of it, all of it, and whether its chain is whole. */
import { setImmediate as giveWay } from 'node:timers/promises'
import { and, asc, desc, gt, like, lt, lte, max, or, type SQL } from 'drizzle-orm'
import { allow, canSeeAudit, type Viewer } from '#lib/access.ts'
import type { AuditKind } from '#lib/audit/actions.ts'
import { type AuditEntry, chainStart, hashEntry } from '#lib/audit/entry.ts'
import { searchWords } from '#lib/images/search-words.ts'
import { db } from '../client.ts'
import { auditTrail } from '../schema.ts'
import { containing } from './containing.ts'

/** `kind` null: of every kind. */
export type AuditSearch = { search: string; kind: AuditKind | null }
export type AuditPage = { rows: AuditEntry[]; newer: number | null; older: number | null }

/** `brokenAt`: the first entry that does not fit to the one before it; null where all do. `head`: the newest hash. */
export type Chain = { count: number; brokenAt: number | null; head: string }

const pageSize = 50
const batch = 500

/** Newest first. `before`, `after`: the entry to go on from; the newest page where neither is given. */
export function listAudit(
  viewer: Viewer,
  { before, after, ...search }: AuditSearch & { before: number | null; after: number | null },
): AuditPage {
  allow(canSeeAudit(viewer), 'see the audit trail')
  const isBack = after !== null
  const place = isBack ? gt(auditTrail.id, after) : before === null ? undefined : lt(auditTrail.id, before)
  const found = db()
    .select()
    .from(auditTrail)
    .where(and(wanted(search), place))
    .orderBy(isBack ? asc(auditTrail.id) : desc(auditTrail.id))
    .limit(pageSize + 1)
    .all()
  const hasMore = found.length > pageSize
  const rows = isBack ? found.slice(0, pageSize).reverse() : found.slice(0, pageSize)
  const [first, last] = [rows[0]?.id ?? null, rows.at(-1)?.id ?? null]
  return {
    rows,
    newer: (isBack ? hasMore : before !== null) ? first : null,
    older: !isBack && !hasMore ? null : last,
  }
}

type Whole = AuditEntry & { hash: string }

/** Everything that is wanted and told so far, oldest first, in batches: whoever reads slowly holds nothing up. */
export function readAudit(viewer: Viewer, search: AuditSearch): Generator<Whole[]> {
  allow(canSeeAudit(viewer), 'see the audit trail')
  const newest =
    db()
      .select({ id: max(auditTrail.id) })
      .from(auditTrail)
      .get()?.id ?? 0
  return inBatches(and(wanted(search), lte(auditTrail.id, newest)))
}

function* inBatches(where: SQL | undefined): Generator<Whole[]> {
  for (let last = 0; ; ) {
    const rows = db()
      .select()
      .from(auditTrail)
      .where(and(where, gt(auditTrail.id, last)))
      .orderBy(asc(auditTrail.id))
      .limit(batch)
      .all()
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)?.id ?? last
  }
}

/** Goes through the whole chain, and lets others have their turn after each batch. */
export async function checkAudit(viewer: Viewer): Promise<Chain> {
  let [count, head] = [0, chainStart]
  for (const rows of readAudit(viewer, { search: '', kind: null })) {
    for (const { hash, ...entry } of rows) {
      if (entry.id !== count + 1 || hashEntry(head, entry) !== hash)
        return { count, brokenAt: entry.id, head }
      count++
      head = hash
    }
    await giveWay()
  }
  return { count, brokenAt: null, head }
}

/** Every word counts, of the first eight, in who, whom or what, from where, and the kind of deed. */
function wanted({ search, kind }: AuditSearch): SQL | undefined {
  const { actor, address, action, target } = auditTrail
  const said = searchWords(search).map((word) => containing(word, [actor, address, action, target]))
  return and(kind === null ? undefined : or(like(action, `${kind}.%`)), ...said)
}
