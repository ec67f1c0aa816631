/** Names and ids that were given after a backup was made stay given when it is restored. */
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { givenIds, givenNames } from './schema.ts'

type Given = { names: string[]; ids: { kind: string; last: number }[] }

/** Takes over what the database in the file `earlier` has given; nothing where it cannot be read, or did not note it yet. */
export function keepGiven(database: Db, earlier: string): void {
  const { names, ids } = readGiven(earlier)
  database.transaction((to) => {
    for (const name of names) to.insert(givenNames).values({ name }).onConflictDoNothing().run()
    for (const { kind, last } of ids)
      to.update(givenIds)
        .set({ last: sql`max(${givenIds.last}, ${last})` })
        .where(sql`${givenIds.kind} = ${kind}`)
        .run()
  })
}

function readGiven(file: string): Given {
  const database = new Database(file, { readonly: true })
  try {
    const names = database.prepare('SELECT name FROM given_names').pluck().all() as string[]
    const ids = database.prepare('SELECT kind, last FROM given_ids').all() as Given['ids']
    return { names, ids }
  } catch {
    return { names: [], ids: [] }
  } finally {
    database.close()
  }
}
