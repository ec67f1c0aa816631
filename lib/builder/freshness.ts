/**
 * Asks registries, hours apart, what bases and references mean now. One at a time; builds never wait for it. Images
 * that are to follow their base are queued for a rebuild.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { insertDueRebuilds } from '#db/queries/scheduled-rebuilds.ts'
import { nextSource, type Source, saveAnswer } from '#db/queries/source-checks.ts'
import { tellInspection } from '#lib/builds/inspection-fault.ts'
import { config } from '#lib/config.ts'
import { inspectImage, notThere } from '#lib/engine/inspect.ts'
import { digestIn } from '#lib/images/digest.ts'
import { trackedReference } from '#lib/images/reference.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'
import { ownersLogins } from '#lib/secrets/logins.ts'

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
      scheduleRebuilds()
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

/** Queues the rebuilds that are due of images whose owners may use the base. Returns how many. */
export function scheduleRebuilds(): number {
  return insertDueRebuilds((source) => Array.isArray(openLogins(source)))
}

async function ask(source: Source): Promise<{ digest: string | null; fault: string | null }> {
  const logins = openLogins(source)
  if (logins === 'unreadable')
    return { digest: null, fault: 'Its image pull secret cannot be opened. Enter its password again.' }
  const { reference } = source
  const inspection = logins ? await inspectImage(reference, logins) : notThere
  if (inspection.ok) return { digest: inspection.image.digest, fault: null }
  return { digest: null, fault: tellInspection(reference, inspection) }
}

/** Null where the source is not for those whose image it is; a pull secret may be sealed with another SLIPWAY_SECRET. */
function openLogins(source: Source): RegistryLogin[] | 'unreadable' | null {
  try {
    return ownersLogins(source)
  } catch {
    return 'unreadable'
  }
}
