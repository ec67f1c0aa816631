/** Follows one build until its process has ended; starts it where nobody has, and ends it where there is a reason. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from '#db/queries/build-queue.ts'
import type { Ended } from '#lib/builds/judge.ts'
import { startBuild } from '#lib/engine/buildx.ts'
import { readRunStatus } from '#lib/engine/run-files.ts'
import { type Begun, tagsOf } from './begun.ts'
import { createEnder } from './ending.ts'
import { noteFullDisk } from './full-disk.ts'
import type { Journal } from './journal.ts'

const tickMs = 100
const restartMs = 5_000

export type Following = { job: Job; folder: string; begun: Begun; journal: Journal; stop: AbortSignal }

/** How the process ended; null when `stop` fired before that. */
export async function followToEnd({ job, folder, begun, journal, stop }: Following): Promise<Ended | null> {
  const start = createStarter({
    folder,
    buildId: job.id,
    isFresh: job.isFresh,
    tags: tagsOf(job, begun),
    hasContainerdStore: begun.hasContainerdStore,
    engine: begun.engine,
  })
  const end = createEnder({ buildId: job.id, folder, journal })
  while (!stop.aborted) {
    const isBehind = await journal.catchUp()
    await noteFullDisk(folder)
    const status = await readRunStatus(folder)
    if (status.state === 'running') await end(status)
    else if (status.state === 'unborn') start()
    else if (status.state !== 'claimed') return (await catchUpWithAll(journal, stop)) ? status : null
    if (!isBehind) await sleep(tickMs, undefined, { signal: stop }).catch(() => {})
  }
  return null
}

/** Returns whether everything is taken in; it is not when `stop` fired before. */
async function catchUpWithAll(journal: Journal, stop: AbortSignal): Promise<boolean> {
  while (!stop.aborted) if (!(await journal.catchUp())) return true
  return false
}

/** Starts, and after a while starts again: only one wrapper can claim the folder. */
function createStarter(run: Parameters<typeof startBuild>[0]): () => void {
  let startedAt: number | null = null
  return () => {
    const now = performance.now()
    if (startedAt !== null && now - startedAt < restartMs) return
    startedAt = now
    startBuild(run)
  }
}
