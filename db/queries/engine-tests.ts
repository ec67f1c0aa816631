/** How engines are: people ask, the builder answers. The pages cannot reach an engine themselves. */
import { eq } from 'drizzle-orm'
import { allow, canChangeSettings, type Viewer } from '#lib/access.ts'
import { type CacheTrim, type EngineReport, engineReport } from '#lib/builds/engine-report.ts'
import { db } from '../client.ts'
import { engines } from '../schema.ts'
import { getSetting, saveReport } from './settings.ts'

/** When each engine was last asked for, by its id or `environment`. */
type Asked = Record<string, number>

/** Asks the builder to look at an engine now; null for the one of the environment. */
export function askForEngineTest(viewer: Viewer, id: number | null): void {
  allow(canChangeSettings(viewer), 'test engines')
  db().transaction(() => saveReport('engine-tests', { ...readAsked(), [keyOf(id)]: Date.now() }), {
    behavior: 'immediate',
  })
}

/** When somebody last asked for a test of an engine; 0 for never. */
export function engineTestAskedAt(id: number | null): number {
  return readAsked()[keyOf(id)] ?? 0
}

/** The builder's report about an engine as it was at `updatedAt`; one about an older state is not kept. */
export function saveEngineReport(
  { id, updatedAt }: { id: number | null; updatedAt: number },
  report: EngineReport,
): void {
  if (id === null) {
    saveReport('engine', report)
    return
  }
  const row = db().select({ updatedAt: engines.updatedAt }).from(engines).where(eq(engines.id, id)).get()
  if (row?.updatedAt === updatedAt) db().update(engines).set({ report }).where(eq(engines.id, id)).run()
}

/** What the last report said of the engine's build cache, for a builder that has only begun. */
export function lastTrim(id: number | null): CacheTrim | null {
  const stored =
    id === null
      ? getSetting('engine')?.value
      : db().select({ report: engines.report }).from(engines).where(eq(engines.id, id)).get()?.report
  return engineReport.safeParse(stored).data?.trim ?? null
}

function keyOf(id: number | null): string {
  return id === null ? 'environment' : String(id)
}

function readAsked(): Asked {
  return (getSetting('engine-tests')?.value ?? {}) as Asked
}
