/** Engines as screens show them: the one of the environment first. */
import { environmentEngineName } from '#db/queries/engine-names.ts'
import { engineTestAskedAt } from '#db/queries/engine-tests.ts'
import { type Engine, getEngine, listEngineBuilds, listEngines } from '#db/queries/engines.ts'
import { canChangeSettings, type Viewer } from '#lib/access.ts'
import type { ShownEngine } from '#lib/builds/engine-state.ts'
import { config } from '#lib/config.ts'
import { certificateFacts } from '#lib/engine/certificates.ts'
import { idFrom } from '#lib/form-text.ts'
import { readEngineReport } from '../../setup/read-setup.ts'

const root = '/admin/settings/engines'

/** All engines. */
export function listShownEngines(viewer: Viewer): ShownEngine[] {
  return [environmentEngine(viewer), ...listEngines(viewer).map((engine) => shown(viewer, engine))]
}

/** The engine that an address names: `environment` or an id. Null where there is none for this viewer. */
export function findShownEngine(viewer: Viewer, name: string): ShownEngine | null {
  if (!canChangeSettings(viewer)) return null
  if (name === 'environment') return environmentEngine(viewer)
  const engine = findEngine(viewer, name)
  return engine && shown(viewer, engine)
}

/** An added engine by the id in an address; null where there is none for this viewer. */
export function findEngine(viewer: Viewer, name: string): Engine | null {
  const id = idFrom(name)
  return id !== null && canChangeSettings(viewer) ? getEngine(viewer, id) : null
}

function environmentEngine(viewer: Viewer): ShownEngine {
  const report = readEngineReport()
  return {
    id: null,
    path: `${root}/environment`,
    name: environmentEngineName,
    kind: 'environment',
    address: null,
    isEnabled: true,
    // The builder's own environment decides; ours may be another.
    buildsAtOnce: report?.buildsAtOnce ?? config().SLIPWAY_BUILDS_AT_ONCE,
    running: listEngineBuilds(viewer, null),
    report,
    askedAt: engineTestAskedAt(null),
    certificates: [],
  }
}

function shown(viewer: Viewer, engine: Engine): ShownEngine {
  const { id, name, kind, address, isEnabled, buildsAtOnce, report } = engine
  return {
    id,
    path: `${root}/${id}`,
    name,
    kind,
    address,
    isEnabled,
    buildsAtOnce,
    running: listEngineBuilds(viewer, id),
    report,
    askedAt: Math.max(engine.updatedAt, engineTestAskedAt(id)),
    certificates: [
      ...certificateFacts('CA certificate', engine.caCertificate),
      ...certificateFacts('client certificate', engine.clientCertificate),
    ],
  }
}
