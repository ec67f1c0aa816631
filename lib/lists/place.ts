/** A place in a sorted list, from which a page goes on: the value and the id of the row next to it. */
export type Row = { value: string | number; id: number }
export type Place = Row & { side: 'after' | 'before' }

/** A row as it stands in an address. `order`: by what the list is sorted, since a place in another order is none. */
export function writePlace(order: string, { value, id }: Row): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url')
}

/** The place that an address names, or null where it names none, one of another order or one that was tampered with. */
export function readPlace(order: string, { after, before }: { after: string; before: string }): Place | null {
  const row = readRow(order, after || before)
  return row && { ...row, side: after ? 'after' : 'before' }
}

function readRow(order: string, text: string): Row | null {
  const [written, value, id, ...rest] = parse(text)
  const isValue = typeof value === 'string' || typeof value === 'number'
  if (written !== order || !isValue || typeof id !== 'number' || rest.length > 0) return null
  if (!Number.isSafeInteger(id) || (typeof value === 'number' && !Number.isSafeInteger(value))) return null
  // Base64 is forgiving; only what we wrote ourselves counts.
  return writePlace(order, { value, id }) === text ? { value, id } : null
}

function parse(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}
