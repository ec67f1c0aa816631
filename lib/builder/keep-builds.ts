/** Removes builds that their image keeps no longer, one after the other: row, copy in the registry, engine, folder. */
import { setTimeout as sleep } from 'node:timers/promises'
import { endRemoval, getRetentionReport, type Removal, removeOldBuild } from '#db/queries/retention.ts'
import { buildFolder } from '#lib/config.ts'
import { removeCopies } from '#lib/engine/registry-copies.ts'
import { housekeeping } from '#lib/settings.ts'
import { clearDeleted } from './deleted.ts'

const pauseMs = 20

/**
 * Removes until nothing is left to remove, `signal` fires, or the registry refuses: then nothing further goes before
 * the copy is gone or somebody wants copies to stay. What a killed builder began is ended first.
 */
export async function keepBuilds(signal: AbortSignal): Promise<void> {
  for (let next = getRetentionReport().pending; !signal.aborted; next = null) {
    const removal = next ?? removeOldBuild(housekeeping())
    if (!removal || !(await clear(removal))) return
    await sleep(pauseMs)
  }
}

/** Returns whether nothing is left; the engine may be cleared later, by the sweep. */
async function clear({ buildId, copy }: Removal): Promise<boolean> {
  if (copy && housekeeping().removesCopies) {
    const { fault } = await removeCopies([copy])
    if (fault !== null) {
      endRemoval(fault)
      return false
    }
  }
  await clearDeleted(buildFolder(buildId))
  endRemoval(null)
  return true
}
