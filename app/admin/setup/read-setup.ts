import { environmentEngineName } from '#db/queries/engine-names.ts'
import { listEngines } from '#db/queries/engines.ts'
import { getSetting } from '#db/queries/settings.ts'
import { getSetupCounts } from '#db/queries/setup.ts'
import { canChangeSettings, type Viewer } from '#lib/access.ts'
import { areAddressesHidden } from '#lib/auth/client-address.ts'
import {
  type EngineReport,
  engineReport,
  type RegistryReport,
  registryReport,
} from '#lib/builds/engine-report.ts'
import { type SetupStep, setupSteps } from '#lib/builds/setup.ts'
import { config } from '#lib/config.ts'
import { pushRegistry } from '#lib/settings.ts'

/** The checklist as it stands now. */
export function readSetup(viewer: Viewer): SetupStep[] {
  return setupSteps({
    now: Date.now(),
    engines: [
      { name: environmentEngineName, isEnabled: true, report: readEngineReport() },
      ...listEngines(viewer),
    ],
    target: pushRegistry(),
    registry: readRegistryReport(),
    areAddressesHidden: areAddressesHidden(),
    issuer: new URL(config().SLIPWAY_OIDC_ISSUER).host,
    ...getSetupCounts(viewer),
  })
}

/** Steps that are still open, for those who can mend them; none for everybody else. */
export function openSteps(viewer: Viewer): SetupStep[] {
  if (!canChangeSettings(viewer)) return []
  return readSetup(viewer).filter((step) => step.state === 'missing' || step.state === 'broken')
}

/** The builder's last word about the engine. */
export function readEngineReport(): EngineReport | null {
  return engineReport.safeParse(getSetting('engine')?.value).data ?? null
}

/** The builder's last word about the registry to push to. */
export function readRegistryReport(): RegistryReport | null {
  return registryReport.safeParse(getSetting('registry-check')?.value).data ?? null
}
