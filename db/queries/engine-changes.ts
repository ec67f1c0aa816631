/** Engines added, changed, switched and deleted by administrators. One transaction each. */
import { and, eq, ne } from 'drizzle-orm'
import { allow, canChangeSettings, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { builds, engines } from '../schema.ts'
import { type Engine, type EngineKind, getEngine, listEngineBuilds } from './engines.ts'
import { nextId } from './next-id.ts'
import { auditFacts, recordAudit } from './record-audit.ts'
import { type Sealing, sealedIn } from './sealed.ts'

export type NewEngine = {
  name: string
  kind: EngineKind
  address: string
  caCertificate: string
  clientCertificate: string
  sealedClientKey: Sealing
  buildsAtOnce: number
}

/** Adds an engine, enabled. Returns its id, or null where the name is taken. */
export function insertEngine(viewer: Viewer, engine: NewEngine): number | null {
  allow(canChangeSettings(viewer), 'add engines')
  return db().transaction(
    () => {
      if (isTaken(engine.name)) return null
      const now = Date.now()
      const row = { id: nextId('engines'), ...engine, sealedClientKey: '', createdAt: now, updatedAt: now }
      const { id } = db().insert(engines).values(row).returning({ id: engines.id }).get()
      const sealedClientKey = sealedIn(id, engine.sealedClientKey)
      db().update(engines).set({ sealedClientKey }).where(eq(engines.id, id)).run()
      recordAudit(viewer, { action: 'engine.add', id })
      return id
    },
    { behavior: 'immediate' },
  )
}

/** Changes an engine that still is what the person saw (`seen`: its `updatedAt`). Builds that run keep what they began with. */
export function updateEngine(
  viewer: Viewer,
  { id, seen, ...engine }: NewEngine & { id: number; seen: number },
): 'saved' | 'taken' | 'changed' | 'gone' {
  allow(canChangeSettings(viewer), 'change engines')
  return db().transaction(
    () => {
      const known = getEngine(viewer, id)
      if (!known) return 'gone'
      if (known.updatedAt !== seen) return 'changed'
      if (isTaken(engine.name, id)) return 'taken'
      const updatedAt = Math.max(Date.now(), seen + 1)
      const before = auditFacts('engine', id)
      // What was found out is about the engine as it was.
      db()
        .update(engines)
        .set({ ...engine, sealedClientKey: sealedIn(id, engine.sealedClientKey), report: null, updatedAt })
        .where(eq(engines.id, id))
        .run()
      recordAudit(viewer, { action: 'engine.edit', id, before })
      return 'saved'
    },
    { behavior: 'immediate' },
  )
}

/** Lets an engine take builds, or no further ones. Returns false where it is gone. */
export function setEngineEnabled(viewer: Viewer, id: number, isEnabled: boolean): boolean {
  allow(canChangeSettings(viewer), 'enable and disable engines')
  const known = and(eq(engines.id, id), ne(engines.address, ''))
  return db().transaction(
    () => {
      const before = auditFacts('engine', id)
      const isThere = db().update(engines).set({ isEnabled }).where(known).run().changes === 1
      recordAudit(viewer, { action: 'engine.edit', id, before })
      return isThere
    },
    { behavior: 'immediate' },
  )
}

/** Deletes an engine on which nothing runs. Where builds ran on it, its name stays: they say where they ran. */
export function deleteEngine(viewer: Viewer, id: number): 'deleted' | 'used' | 'gone' {
  allow(canChangeSettings(viewer), 'delete engines')
  return db().transaction(
    () => {
      if (listEngineBuilds(viewer, id).length > 0) return 'used'
      const known = getEngine(viewer, id)
      if (!known) return 'gone'
      const before = auditFacts('engine', id)
      if (hasBuilds(id)) leaveName(known)
      else db().delete(engines).where(eq(engines.id, id)).run()
      recordAudit(viewer, { action: 'engine.delete', id, before })
      return 'deleted'
    },
    { behavior: 'immediate' },
  )
}

function hasBuilds(id: number): boolean {
  return (
    db().select({ id: builds.id }).from(builds).where(eq(builds.engineId, id)).limit(1).get() !== undefined
  )
}

/** An engine without an address is not there any more: see engines.ts. */
function leaveName({ id, name }: Engine): void {
  const was = `${name} (deleted)`
  const nothing = { address: '', caCertificate: '', clientCertificate: '', sealedClientKey: '', report: null }
  db()
    .update(engines)
    .set({ ...nothing, name: isTaken(was) ? `${name} (deleted, ${id})` : was, isEnabled: false })
    .where(eq(engines.id, id))
    .run()
}

function isTaken(name: string, exceptId = 0): boolean {
  const same = and(eq(engines.name, name), ne(engines.id, exceptId))
  return db().select({ id: engines.id }).from(engines).where(same).get() !== undefined
}
