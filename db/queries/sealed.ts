/** What is sealed in the database, wherever it stands. */
import { and, eq, isNotNull, ne } from 'drizzle-orm'
import { systemViewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { engines, pullSecrets, settings, users } from '../schema.ts'
import { recordAudit } from './record-audit.ts'

/** Sealed already, or how to seal it once its row has a number. */
export type Sealing = string | ((row: number) => string)

/** The text that a row gets. */
export function sealedIn(row: number, sealing: Sealing): string {
  return typeof sealing === 'string' ? sealing : sealing(row)
}

/** What a sealed text is: see the purposes in lib. `row` is null where there is only one; `bound`: where it is sent. */
export type SealedText = {
  kind: 'password' | 'clientKey' | 'refreshToken' | 'pushPassword'
  row: number | null
  bound: readonly string[]
  text: string
}

/** Puts what `change` says in the place of every sealed text; null leaves it. One transaction. Returns how many it changed. */
export function changeSealed(change: (sealed: SealedText) => string | null): number {
  return db().transaction(
    () => {
      const all = [
        ...passwords(change),
        ...clientKeys(change),
        ...refreshTokens(change),
        pushPassword(change),
      ]
      const sealed = all.filter(Boolean).length
      const told = { id: 'all stored secrets', isEvent: true, outcome: { sealed } } as const
      if (sealed > 0) recordAudit(systemViewer, { action: 'setting.rotate', ...told })
      return sealed
    },
    { behavior: 'immediate' },
  )
}

type Change = (sealed: SealedText) => string | null

function passwords(change: Change): boolean[] {
  const { id, registry, username, sealedPassword } = pullSecrets
  const rows = db().select({ row: id, registry, username, text: sealedPassword }).from(pullSecrets).all()
  return rows.map(({ row, registry, username, text }) => {
    const sealedPassword = change({ kind: 'password', row, bound: [registry, username], text })
    if (sealedPassword !== null)
      db().update(pullSecrets).set({ sealedPassword }).where(eq(pullSecrets.id, row)).run()
    return sealedPassword !== null
  })
}

function clientKeys(change: Change): boolean[] {
  const isThere = ne(engines.sealedClientKey, '')
  const rows = db()
    .select({ row: engines.id, text: engines.sealedClientKey })
    .from(engines)
    .where(isThere)
    .all()
  return rows.map(({ row, text }) => {
    const sealedClientKey = change({ kind: 'clientKey', row, bound: [], text })
    if (sealedClientKey !== null)
      db().update(engines).set({ sealedClientKey }).where(eq(engines.id, row)).run()
    return sealedClientKey !== null
  })
}

function refreshTokens(change: Change): boolean[] {
  const isThere = and(isNotNull(users.refreshToken), ne(users.refreshToken, ''))
  const rows = db().select({ row: users.id, text: users.refreshToken }).from(users).where(isThere).all()
  return rows.map(({ row, text }) => {
    const refreshToken = change({ kind: 'refreshToken', row, bound: [], text: text ?? '' })
    if (refreshToken !== null) db().update(users).set({ refreshToken }).where(eq(users.id, row)).run()
    return refreshToken !== null
  })
}

/** `updatedAt` stays: nobody changed the setting. */
function pushPassword(change: Change): boolean {
  const isRegistry = eq(settings.key, 'registry')
  const kept = db().select({ value: settings.value }).from(settings).where(isRegistry).get()
  const value = kept?.value as { registry: string; username: string; sealedPassword?: string } | undefined
  if (!value?.sealedPassword) return false
  const { registry, username, sealedPassword: text } = value
  const sealedPassword = change({ kind: 'pushPassword', row: null, bound: [registry, username], text })
  if (sealedPassword === null) return false
  db()
    .update(settings)
    .set({ value: { ...value, sealedPassword } })
    .where(isRegistry)
    .run()
  return true
}
