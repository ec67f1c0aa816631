/** Removes credentials that killed processes left behind. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Job } from '#db/queries/build-queue.ts'
import { config } from '#lib/config.ts'
import { sweepScratchFolders } from '#lib/engine/scratch.ts'
import { removeDockerConfig } from '#lib/secrets/docker-config.ts'

/** Call before anything is begun; builds that run keep theirs. */
export async function sweep(running: readonly Job[]): Promise<void> {
  await sweepScratchFolders()
  const builds = path.join(config().SLIPWAY_DATA, 'builds')
  const kept = new Set(running.map((job) => String(job.id)))
  for (const name of await readdir(builds).catch(() => [])) {
    if (!kept.has(name)) await removeDockerConfig(path.join(builds, name, 'docker-config'))
  }
}
