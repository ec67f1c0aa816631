/** The audit trail as comma-separated values, RFC 4180. */
import type { AuditEntry } from './entry.ts'

const columns = [
  'id',
  'at',
  'actorId',
  'actor',
  'address',
  'action',
  'targetId',
  'target',
  'before',
  'after',
  'hash',
] as const

/** The names of the columns. */
export const csvHead = `${columns.join(',')}\r\n`

/** One entry. `at` is written as ISO 8601, `before` and `after` as JSON. */
export function csvLine(entry: AuditEntry & { hash: string }): string {
  const row = { ...entry, at: new Date(entry.at).toISOString() }
  return `${columns.map((name) => cell(row[name])).join(',')}\r\n`
}

/** Spreadsheets run what begins like a formula; an apostrophe before it keeps it text. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
