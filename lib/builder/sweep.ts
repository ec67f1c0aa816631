/** Removes what killed processes left behind: see the table in docs/operations.md. */
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isKnownBuild } from '#db/queries/build-queue.ts'
import { config } from '#lib/config.ts'
import { signalGroup } from '#lib/engine/buildx.ts'
import { readRunStatus } from '#lib/engine/run-files.ts'
import { sweepScratchFolders } from '#lib/engine/scratch.ts'
import { isMarkedDeleted, removeFolder } from '#lib/logs/remove.ts'
import { removeLogins, sweepLogins } from '#lib/secrets/build-login.ts'
import { clearDeleted } from './deleted.ts'

const strangerMs = 7 * 24 * 3_600_000

/** Call before anything is begun, and from time to time. `isHeld`: a build that runs, or that this builder has in hand. */
export async function sweep(isHeld: (id: number) => boolean): Promise<void> {
  await sweepScratchFolders()
  await sweepLogins(isHeld)
  const builds = path.join(config().SLIPWAY_DATA, 'builds')
  for (const name of await readdir(builds).catch(() => [])) {
    const id = /^\d+$/.test(name) ? Number(name) : null
    if (id !== null && isHeld(id)) continue
    const folder = path.join(builds, name)
    await removeLogins(folder)
    if (await isMarkedDeleted(folder)) await endDeleted(folder)
    else if ((id === null || !isKnownBuild(id)) && (await isOld(folder))) await removeFolder(folder)
  }
}

/** Nobody watches a build whose image was deleted while no builder ran: it ends here. */
async function endDeleted(folder: string): Promise<void> {
  const status = await readRunStatus(folder)
  if (status.state === 'running') signalGroup(status.group, 'SIGKILL')
  await clearDeleted(folder)
}

/** Folders of builds that the database does not know, after it was restored say, are kept for a week. */
async function isOld(folder: string): Promise<boolean> {
  const { mtimeMs } = await stat(folder)
  return Date.now() - mtimeMs > strangerMs
}
