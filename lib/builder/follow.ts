/** Follows one build until its process has ended; starts it where nobody has, and stops it where a person wants that. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isCancelRequested, type Job } from '#db/queries/build-queue.ts'
import { signalGroup, startBuild } from '#lib/engine/buildx.ts'
import { type RunStatus, readRunStatus, readText } from '#lib/engine/run-files.ts'
import { type Begun, tagsOf } from './begun.ts'
import type { Journal } from './journal.ts'

const tickMs = 100
const graceMs = 5_000
const restartMs = 5_000

export type Following = { job: Job; folder: string; begun: Begun; journal: Journal; stop: AbortSignal }

/** How the process ended; null when `stop` fired before that. */
export async function followToEnd({
  job,
  folder,
  begun,
  journal,
  stop,
}: Following): Promise<RunStatus | null> {
  const start = createStarter({
    folder,
    buildId: job.id,
    isFresh: job.isFresh,
    tags: tagsOf(job, begun),
    hasContainerdStore: begun.hasContainerdStore,
    engine: begun.engine,
  })
  const cancel = createCanceller(job.id, folder)
  while (!stop.aborted) {
    await journal.catchUp()
    const status = await readRunStatus(folder)
    if (status.state === 'running') await cancel(status.group)
    else if (status.state === 'unborn') start()
    else if (status.state !== 'claimed') {
      await journal.catchUp()
      return status
    }
    await sleep(tickMs, undefined, { signal: stop }).catch(() => {})
  }
  return null
}

/** Whether some builder told the build to end. */
export async function wasTold(folder: string): Promise<boolean> {
  return (await readText(path.join(folder, 'told-to-end'))) !== null
}

/** Starts, and after a while starts again: only one wrapper can claim the folder. */
function createStarter(run: Parameters<typeof startBuild>[0]): () => void {
  let startedAt = 0
  return () => {
    if (Date.now() - startedAt < restartMs) return
    startedAt = Date.now()
    startBuild(run)
  }
}

/** Asks a build to end, and makes it when it does not listen. Written down first: buildx says only "failed". */
function createCanceller(buildId: number, folder: string): (group: number) => Promise<void> {
  let toldAt = 0
  return async (group) => {
    if (toldAt === 0) {
      if (!isCancelRequested(buildId)) return
      await writeFile(path.join(folder, 'told-to-end'), '')
      toldAt = Date.now()
      signalGroup(group, 'SIGTERM')
    } else if (Date.now() - toldAt > graceMs) signalGroup(group, 'SIGKILL')
  }
}
