/** Compresses the logs of builds that ended some time ago, and drops their journals, which nobody needs any more. */
import { access, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { listEndedBefore } from '#db/queries/ended-builds.ts'
import { buildFolder, config } from '#lib/config.ts'
import { compressLog } from '#lib/logs/compressed.ts'
import { logFile } from '#lib/logs/read.ts'

const everyMs = 3_600_000
const dayMs = 24 * 3_600_000

/** Looks once an hour until `signal` fires. */
export async function watchLogs(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await compressOldLogs(Date.now(), signal).catch((error) =>
      console.warn('The logs to compress could not be listed, trying again:', error),
    )
    await sleep(everyMs, undefined, { signal }).catch(() => {})
  }
}

/** Compresses what ended SLIPWAY_LOG_DAYS before `now`. What fails stays as it is until the next time. */
export async function compressOldLogs(now: number, signal?: AbortSignal): Promise<void> {
  const days = config().SLIPWAY_LOG_DAYS
  if (days === 0) return
  for (const { id, logSha256 } of listEndedBefore(now - days * dayMs)) {
    if (signal?.aborted) return
    if (!(await isThere(logFile(id)))) continue
    try {
      await compressLog(logFile(id), logSha256)
      await rm(path.join(buildFolder(id), 'progress'), { force: true })
    } catch (error) {
      console.warn(`The log of build ${id} could not be compressed:`, (error as Error).message)
    }
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
