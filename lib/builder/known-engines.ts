/** The engines that there are: the one of the environment, then those that administrators added. */
import { engineTestAskedAt } from '#db/queries/engine-tests.ts'
import { listSealedEngines } from '#db/queries/engines.ts'
import { systemViewer } from '#lib/access.ts'
import { config } from '#lib/config.ts'
import { addressOf } from '#lib/engine/added.ts'
import { type EngineAddress, environmentAddress } from '#lib/engine/address.ts'

export type KnownEngine = {
  id: number | null
  buildsAtOnce: number
  isEnabled: boolean
  /** When somebody last changed it; 0 for the environment's. */
  updatedAt: number
  /** When somebody last wanted it to be looked at. */
  testAskedAt: number
  /** Throws EngineUnusable where its key cannot be opened. */
  openAddress: () => EngineAddress
}

/** As the database has them now. */
export function listKnownEngines(): KnownEngine[] {
  const environment: KnownEngine = {
    id: null,
    buildsAtOnce: config().SLIPWAY_BUILDS_AT_ONCE,
    isEnabled: true,
    updatedAt: 0,
    testAskedAt: engineTestAskedAt(null),
    openAddress: environmentAddress,
  }
  const added = listSealedEngines(systemViewer).map((engine) => {
    const { id, buildsAtOnce, isEnabled, updatedAt } = engine
    const testAskedAt = engineTestAskedAt(id)
    return { id, buildsAtOnce, isEnabled, updatedAt, testAskedAt, openAddress: () => addressOf(engine) }
  })
  return [environment, ...added]
}
