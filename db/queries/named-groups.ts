/** Groups that somebody else names: the sign-in provider, or the configuration. */
import { eq } from 'drizzle-orm'
import { systemViewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { groups } from '../schema.ts'
import { nextId } from './next-id.ts'
import { recordAudit } from './record-audit.ts'

/** The group's id; makes it where nobody named it before. Call inside a transaction. */
export function saveNamedGroup(name: string): number {
  return findGroup(name) ?? insertGroup(name)
}

/** Makes groups known whose people have not signed in yet. */
export function rememberGroups(names: readonly string[]): void {
  if (names.every((name) => findGroup(name) !== undefined)) return
  db().transaction(() => names.forEach(saveNamedGroup), { behavior: 'immediate' })
}

function findGroup(name: string): number | undefined {
  return db().select({ id: groups.id }).from(groups).where(eq(groups.name, name)).get()?.id
}

function insertGroup(name: string): number {
  const row = { id: nextId('groups'), name, createdAt: Date.now() }
  const { id } = db().insert(groups).values(row).returning({ id: groups.id }).get()
  recordAudit(systemViewer, { action: 'group.add', id })
  return id
}
