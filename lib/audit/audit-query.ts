/** What the address of the audit trail asks for. */
import { firstOf, type SearchParams } from '../lists/address.ts'
import { type AuditKind, auditKinds } from './actions.ts'

export type AuditQuery = {
  search: string
  /** Null: of every kind. */
  kind: AuditKind | null
  /** The entry to go on from, to older or to newer ones. */
  before: number | null
  after: number | null
  /** Whether the chain is to be checked. */
  isChecking: boolean
}

/** Reads an address; what is no such thing counts as not there. */
export function readAuditQuery(params: SearchParams): AuditQuery {
  const kind = auditKinds.find((each) => each === firstOf(params.kind)) ?? null
  return {
    search: firstOf(params.q).slice(0, 200),
    kind,
    before: entryId(firstOf(params.before)),
    after: entryId(firstOf(params.after)),
    isChecking: firstOf(params.check) !== '',
  }
}

/** The search as it stands in an address, without the place. */
export function writeAuditSearch({ search, kind }: Pick<AuditQuery, 'search' | 'kind'>) {
  return { q: search, kind: kind ?? '' }
}

function entryId(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}
