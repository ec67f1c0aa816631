import { createHash } from 'node:crypto'
import { db } from '#db/client.ts'

/** Changes when anything in the database does. */
export function fingerprint(): string {
  const { $client } = db()
  const tables = $client.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()
  const hash = createHash('sha256')
  for (const table of tables as string[])
    hash.update(JSON.stringify($client.prepare(`SELECT * FROM "${table}"`).all()))
  return hash.digest('hex')
}
