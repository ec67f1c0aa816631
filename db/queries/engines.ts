/** Engines that administrators added, beside the one of the environment. */
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { allow, canChangeSettings, type Viewer } from '#lib/access.ts'
import type { EngineReport } from '#lib/builds/engine-report.ts'
import { db } from '../client.ts'
import { builds, engines, images } from '../schema.ts'

export type EngineKind = 'docker' | 'builder'

/** An engine as people see it: whether there is a client key, never the key. */
export type Engine = {
  id: number
  name: string
  kind: EngineKind
  address: string
  caCertificate: string
  clientCertificate: string
  hasClientKey: boolean
  buildsAtOnce: number
  isEnabled: boolean
  report: EngineReport | null
  updatedAt: number
}

export type SealedEngine = Engine & { sealedClientKey: string }

/** Builds that run on an engine. */
export type EngineBuild = { id: number; number: number; displayName: string }

/** Of a deleted engine only the name stays, for the builds that ran on it. */
const isThere = ne(engines.address, '')

/** All added engines by name. */
export function listEngines(viewer: Viewer): Engine[] {
  return listSealedEngines(viewer).map(withoutKey)
}

/** One engine, or null where there is none (any more). */
export function getEngine(viewer: Viewer, id: number): Engine | null {
  const engine = getSealedEngine(viewer, id)
  return engine && withoutKey(engine)
}

/** Engines with their sealed keys, for those who open them. */
export function listSealedEngines(viewer: Viewer): SealedEngine[] {
  allow(canChangeSettings(viewer), 'see the engines')
  return db().select().from(engines).where(isThere).orderBy(asc(engines.name)).all().map(withFlag)
}

/** One engine with its sealed key, or null. */
export function getSealedEngine(viewer: Viewer, id: number): SealedEngine | null {
  allow(canChangeSettings(viewer), 'see this engine')
  const row = db()
    .select()
    .from(engines)
    .where(and(eq(engines.id, id), isThere))
    .get()
  return row ? withFlag(row) : null
}

/** Whether an engine was not deleted meanwhile. */
export function isEngineThere(id: number): boolean {
  const there = and(eq(engines.id, id), isThere)
  return db().select({ id: engines.id }).from(engines).where(there).get() !== undefined
}

/** Builds that run on an engine now; null for the engine of the environment. */
export function listEngineBuilds(viewer: Viewer, id: number | null): EngineBuild[] {
  allow(canChangeSettings(viewer), 'see what runs on an engine')
  const { displayName } = images
  return db()
    .select({ id: builds.id, number: builds.number, displayName })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(and(eq(builds.state, 'running'), id === null ? isNull(builds.engineId) : eq(builds.engineId, id)))
    .orderBy(asc(builds.id))
    .all()
}

function withFlag(row: typeof engines.$inferSelect): SealedEngine {
  return { ...row, hasClientKey: row.sealedClientKey !== '' }
}

function withoutKey({ sealedClientKey: _, ...engine }: SealedEngine): Engine {
  return engine
}
