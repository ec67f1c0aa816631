/** Keeps the house while builds run: what nobody needs any more goes, in small steps, again and again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { housekeeping } from '#lib/settings.ts'
import { keepBuilds } from './keep-builds.ts'
import { clearEngines } from './leftovers.ts'
import { sweep } from './sweep.ts'

const everyMs = 60_000
const lookEveryMs = 1_000

/**
 * Works until `signal` fires: every minute, and at once when the setting changed. What fails is tried again in the next
 * round; builds never wait for it.
 */
export async function keepHouse(signal: AbortSignal, isHeld: (id: number) => boolean): Promise<void> {
  let dueAt = 0
  let seen = -1
  while (!signal.aborted) {
    try {
      const { updatedAt } = housekeeping()
      const isDue = Date.now() >= dueAt || updatedAt !== seen
      ;[dueAt, seen] = isDue ? [Date.now() + everyMs, updatedAt] : [dueAt, seen]
      if (isDue) await doRound(signal, isHeld)
    } catch (error) {
      console.warn('The house could not be kept, trying again:', error)
    }
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {})
  }
}

async function doRound(signal: AbortSignal, isHeld: (id: number) => boolean): Promise<void> {
  await sweep(isHeld)
  await clearEngines(isHeld)
  await keepBuilds(signal)
}
