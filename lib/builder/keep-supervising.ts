/** Watches a build whatever goes wrong meanwhile: a fault of ours must not end the builder, nor leave the build without an end. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from '#db/queries/build-queue.ts'
import { buildFolder } from '#lib/config.ts'
import { readRunStatus } from '#lib/engine/run-files.ts'
import { isDiskFull } from '#lib/operations/data-disk.ts'
import { markFullDisk } from './full-disk.ts'
import { giveUpBuild, superviseBuild } from './supervise.ts'
import type { Verdict } from './verdict.ts'
import type { EngineWatch } from './watch-engines.ts'

const pauseMs = 5_000
const patience = 12

/** After a fault the build is looked at again, as after a restart, and in the end given up. A full disk is waited for. */
export async function keepSupervising(job: Job, engines: EngineWatch, stop: AbortSignal): Promise<void> {
  const onVerdict = ({ state }: Verdict) => {
    if (state === 'failed' || state === 'interrupted') engines.doubt(job.engineId)
  }
  for (let faults = 0; !stop.aborted; ) {
    try {
      return await superviseBuild({ job, stop, onVerdict })
    } catch (error) {
      console.error('A build could not be watched, trying again:', { build: job.id }, error)
      if (isDiskFull(error)) await markFullDisk(buildFolder(job.id))
      else faults += 1
      if (faults >= patience && (await isOver(job)) && (await tryToGiveUp(job, error))) return
      await sleep(pauseMs, undefined, { signal: stop }).catch(() => {})
    }
  }
}

async function isOver(job: Job): Promise<boolean> {
  return (await readRunStatus(buildFolder(job.id))).state !== 'running'
}

async function tryToGiveUp(job: Job, cause: unknown): Promise<boolean> {
  try {
    await giveUpBuild(job, cause instanceof Error ? cause.message : String(cause))
    return true
  } catch (error) {
    console.error('A build could not be given up:', { build: job.id }, error)
    return false
  }
}
