/** Tries every five minutes whether the registry can be pushed to; the pages read it from the database. */
import { setTimeout as sleep } from 'node:timers/promises'
import { getSetting, saveReport } from '#db/queries/settings.ts'
import { type RegistryReport, registryReport } from '#lib/builds/engine-report.ts'
import { checkPush } from '#lib/secrets/check-login.ts'
import { pushRegistry } from '#lib/settings.ts'

const lookEveryMs = 1_000
/** Not oftener: the registry is somebody else's. */
const askEveryMs = 5 * 60_000
/** After an answer that could not be written down, as on a full disk. */
const pauseMs = 30_000

/** Reports until `signal` fires: at once, when another registry is set, and from time to time. Builds do not depend on it. */
export async function watchRegistry(signal: AbortSignal): Promise<void> {
  let isFirst = true
  while (!signal.aborted) {
    try {
      if (isFirst || isDue()) await reportRegistry()
      isFirst = false
    } catch (error) {
      console.warn('The state of the registry could not be reported, trying again:', error)
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
    }
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {})
  }
}

/** Whether the last report is about another registry or login, or old. */
function isDue(): boolean {
  const target = pushRegistry()
  const report = registryReport.safeParse(getSetting('registry-check')?.value).data
  const isOther =
    report?.registry !== target.registry ||
    report.prefix !== target.prefix ||
    report.username !== target.username
  return isOther || report.checkedAt < target.updatedAt || Date.now() - report.checkedAt > askEveryMs
}

async function reportRegistry(): Promise<void> {
  const { registry, prefix, username, password } = pushRegistry()
  const check = await checkPush({ registry, username, password }, prefix)
  const outcome = check.ok ? { ok: true, fault: null } : { ok: false, fault: check.fault }
  const report: RegistryReport = { checkedAt: Date.now(), registry, prefix, username, ...outcome }
  saveReport('registry-check', report)
}
