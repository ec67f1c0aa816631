/** Keeps sessions, grants and tokens in a file, so that people stay signed in over a restart. */
import Database from 'better-sqlite3'

type Payload = Record<string, unknown> & { uid?: string; userCode?: string; grantId?: string }
type Row = { payload: string }

/** An adapter factory as oidc-provider wants it: one adapter per kind of thing. */
export function createStore(file: string) {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.exec(`CREATE TABLE IF NOT EXISTS thing (
    kind TEXT, id TEXT, uid TEXT, grant_id TEXT, expires INTEGER, payload TEXT, PRIMARY KEY (kind, id)
  ) WITHOUT ROWID; CREATE INDEX IF NOT EXISTS thing_grant ON thing (grant_id)`)
  db.prepare('DELETE FROM thing WHERE expires < ?').run(now())

  const put = db.prepare('INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?, ?, ?)')
  const byId = db.prepare<[string, string], Row>('SELECT payload FROM thing WHERE kind = ? AND id = ?')
  const byUid = db.prepare<[string, string], Row>('SELECT payload FROM thing WHERE kind = ? AND uid = ?')
  const consume = db.prepare(
    `UPDATE thing SET payload = json_set(payload, '$.consumed', ?) WHERE kind = ? AND id = ?`,
  )
  const remove = db.prepare('DELETE FROM thing WHERE kind = ? AND id = ?')
  const removeGrant = db.prepare('DELETE FROM thing WHERE grant_id = ?')

  return (kind: string) => ({
    async upsert(id: string, payload: Payload, expiresIn?: number) {
      const expires = expiresIn ? now() + expiresIn : null
      put.run(kind, id, payload.uid ?? null, payload.grantId ?? null, expires, JSON.stringify(payload))
    },
    find: async (id: string) => read(byId.get(kind, id)),
    findByUid: async (uid: string) => read(byUid.get(kind, uid)),
    findByUserCode: async () => undefined,
    async consume(id: string) {
      consume.run(now(), kind, id)
    },
    async destroy(id: string) {
      remove.run(kind, id)
    },
    async revokeByGrantId(grantId: string) {
      removeGrant.run(grantId)
    },
  })
}

function read(row: Row | undefined): Payload | undefined {
  return row && JSON.parse(row.payload)
}

/** Seconds since 1970, as tokens count. */
function now(): number {
  return Math.floor(Date.now() / 1000)
}
