/**
 * Asks registries, hours apart, what bases and references mean now. One at a time; builds never wait for it. Images
 * that are to follow their base are queued for a rebuild.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { insertDueRebuilds } from '#db/queries/scheduled-rebuilds.ts'
import { nextSource, type Source, saveAnswer } from '#db/queries/source-checks.ts'
import { systemViewer } from '#lib/access.ts'
import { explainInspection } from '#lib/builds/inspection-fault.ts'
import { config } from '#lib/config.ts'
import { inspectImage } from '#lib/engine/inspect.ts'
import { trackedReference } from '#lib/images/reference.ts'
import { pullLogins } from '#lib/secrets/logins.ts'

const hourMs = 3_600_000
/** Between two questions, so that a long catalogue does not fall upon a registry. */
const pauseMs = 500
const idleMs = 5_000

/** Asks until `signal` fires; at once what was never asked. A question that goes wrong is asked again later. */
export async function watchSources(signal: AbortSignal): Promise<void> {
  const everyMs = config().SLIPWAY_FRESHNESS_HOURS * hourMs
  if (everyMs === 0) return
  while (!signal.aborted) {
    let isIdle = true
    try {
      const source = nextSource(Date.now() - everyMs)
      isIdle = source === null
      if (source) await checkSource(source)
      insertDueRebuilds()
    } catch (error) {
      console.warn('A base could not be looked up, trying again:', error)
      isIdle = true
    }
    await sleep(isIdle ? idleMs : pauseMs, undefined, { signal }).catch(() => {})
  }
}

/** Asks a registry about one source and keeps the answer. */
export async function checkSource(source: Source): Promise<void> {
  const askedAt = Date.now()
  const tracked = trackedReference(source.reference)
  // A digest alone answers for itself.
  if (tracked === null) saveAnswer(source, { digest: digestIn(source.reference), fault: null }, askedAt)
  else saveAnswer(source, await ask({ ...source, reference: tracked }), askedAt)
}

async function ask({
  reference,
  pullSecretId,
}: Source): Promise<{ digest: string | null; fault: string | null }> {
  const logins = openLogins(pullSecretId)
  if (!logins)
    return { digest: null, fault: 'Its image pull secret cannot be opened. Enter its password again.' }
  const inspection = await inspectImage(reference, logins)
  if (inspection.ok) return { digest: inspection.image.digest, fault: null }
  const { summary, advice } = explainInspection(reference, inspection.fault, inspection.message)
  return { digest: null, fault: `${summary} ${advice}` }
}

/** Null where the pull secret cannot be opened: it was sealed with another SLIPWAY_SECRET. */
function openLogins(pullSecretId: number | null) {
  try {
    return pullLogins(systemViewer, pullSecretId)
  } catch {
    return null
  }
}

function digestIn(reference: string): string {
  return reference.slice(reference.indexOf('@') + 1)
}
