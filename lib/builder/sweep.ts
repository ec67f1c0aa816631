/** Removes what killed processes left behind: credentials, and folders of builds that were deleted meanwhile. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Job } from '#db/queries/build-queue.ts'
import { config } from '#lib/config.ts'
import { signalGroup } from '#lib/engine/buildx.ts'
import { readRunStatus } from '#lib/engine/run-files.ts'
import { sweepScratchFolders } from '#lib/engine/scratch.ts'
import { isMarkedDeleted } from '#lib/logs/remove.ts'
import { removeDockerConfig } from '#lib/secrets/docker-config.ts'
import { clearDeleted } from './deleted.ts'

/** Call before anything is begun; builds that run keep theirs. */
export async function sweep(running: readonly Job[]): Promise<void> {
  await sweepScratchFolders()
  const builds = path.join(config().SLIPWAY_DATA, 'builds')
  const kept = new Set(running.map((job) => String(job.id)))
  for (const name of await readdir(builds).catch(() => [])) {
    const folder = path.join(builds, name)
    if (kept.has(name)) continue
    await removeDockerConfig(path.join(folder, 'docker-config'))
    if (await isMarkedDeleted(folder)) await endDeleted(folder)
  }
}

/** Nobody watches a build whose image was deleted while no builder ran: it ends here. */
async function endDeleted(folder: string): Promise<void> {
  const status = await readRunStatus(folder)
  if (status.state === 'running') signalGroup(status.group, 'SIGKILL')
  await clearDeleted(folder)
}
