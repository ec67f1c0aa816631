/** Reports every 30 seconds how engine, disk and registry are; the pages read it from the database. */
import { statfs } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { getSetting, saveReport } from '#db/queries/settings.ts'
import { type EngineReport, type RegistryReport, registryReport } from '#lib/builds/engine-report.ts'
import { config } from '#lib/config.ts'
import { readDiskUse, readEngineStatus } from '#lib/engine/status.ts'
import { checkPush } from '#lib/secrets/check-login.ts'
import { pushRegistry } from '#lib/settings.ts'

const everyMs = 30_000
/** Asked less often: the engine counts for long, and the registry is somebody else's. */
const slowEveryMs = 5 * 60_000

/** Reports until `signal` fires. A report that fails is tried again at the next turn; builds do not depend on it. */
export async function reportStatus(signal: AbortSignal): Promise<void> {
  const disk = rarely(() => readDiskUse(signal))
  let isFirst = true
  while (!signal.aborted) {
    try {
      const registry = isFirst || isRegistryDue() ? reportRegistry() : undefined
      await Promise.all([reportEngine(await disk(), signal), registry])
      isFirst = false
      await untilDue(signal)
    } catch (error) {
      console.warn('The state of engine and registry could not be reported, trying again:', error)
      await sleep(everyMs, undefined, { signal }).catch(() => {})
    }
  }
}

/** Half a minute later, or as soon as another registry is set. */
async function untilDue(signal: AbortSignal): Promise<void> {
  const until = Date.now() + everyMs
  do await sleep(1_000, undefined, { signal }).catch(() => {})
  while (!signal.aborted && Date.now() < until && !isRegistryDue())
}

/** Whether the last report is about another registry or login, or old. */
function isRegistryDue(): boolean {
  const target = pushRegistry()
  const report = registryReport.safeParse(getSetting('registry-check')?.value).data
  const isOther =
    report?.registry !== target.registry ||
    report.prefix !== target.prefix ||
    report.username !== target.username
  return isOther || report.checkedAt < target.updatedAt || Date.now() - report.checkedAt > slowEveryMs
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

/** Asks again after a while; else the last answer. */
function rarely<Answer>(ask: () => Promise<Answer>) {
  let last: { at: number; answer: Answer } | undefined
  return async (): Promise<Answer> => {
    if (last && Date.now() - last.at < slowEveryMs) return last.answer
    last = { at: Date.now(), answer: await ask() }
    return last.answer
  }
}
