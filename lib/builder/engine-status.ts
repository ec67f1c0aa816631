/** Reports every 30 seconds how engine, disk and registry are; the pages read it from the database. */
import { statfs } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { saveReport } from '#db/queries/settings.ts'
import type { EngineReport, RegistryReport } from '#lib/builds/engine-report.ts'
import { config } from '#lib/config.ts'
import { readDiskUse, readEngineStatus } from '#lib/engine/status.ts'
import { checkPush } from '#lib/secrets/check-login.ts'
import { pushRegistry } from '#lib/settings.ts'

const everyMs = 30_000
/** Asked less often: the engine counts for long, and the registry is somebody else's. */
const slowEveryMs = 5 * 60_000

/** Reports until `signal` fires. A report that fails is tried again at the next turn; builds do not depend on it. */
export async function reportStatus(signal: AbortSignal): Promise<void> {
  const disk = createSlow(() => readDiskUse(signal))
  const registry = createSlow(reportRegistry)
  while (!signal.aborted) {
    try {
      await Promise.all([reportEngine(await disk('disk'), signal), registry(targetOf(pushRegistry()))])
    } catch (error) {
      console.warn('The state of engine and registry could not be reported, trying again:', error)
    }
    await sleep(everyMs, undefined, { signal }).catch(() => {})
  }
}

type Disk = Pick<EngineReport, 'imageBytes' | 'cacheBytes'>

async function reportEngine(disk: Disk, signal: AbortSignal): Promise<void> {
  const status = await readEngineStatus(signal)
  if (signal.aborted) return
  const { SLIPWAY_DATA, SLIPWAY_BUILDS_AT_ONCE: buildsAtOnce } = config()
  const { bavail, blocks, bsize } = await statfs(SLIPWAY_DATA)
  const space = { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  const report: EngineReport = { checkedAt: Date.now(), ...status, ...disk, ...space, buildsAtOnce }
  saveReport('engine', report)
}

async function reportRegistry(): Promise<void> {
  const { registry, prefix, username, password } = pushRegistry()
  const check = await checkPush({ registry, username, password }, prefix)
  const outcome = check.ok ? { ok: true, fault: null } : { ok: false, fault: check.fault }
  const report: RegistryReport = { checkedAt: Date.now(), registry, prefix, username, ...outcome }
  saveReport('registry-check', report)
}

function targetOf({ registry, prefix, username, updatedAt }: ReturnType<typeof pushRegistry>): string {
  return JSON.stringify([registry, prefix, username, updatedAt])
}

/** Asks again after a while, or at once for another subject; else the last answer. */
function createSlow<Answer>(ask: () => Promise<Answer>) {
  let last: { subject: string; at: number; answer: Answer } | undefined
  return async (subject: string): Promise<Answer> => {
    if (last && last.subject === subject && Date.now() - last.at < slowEveryMs) return last.answer
    last = { subject, at: Date.now(), answer: await ask() }
    return last.answer
  }
}
