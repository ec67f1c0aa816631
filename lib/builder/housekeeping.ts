/** Keeps the house while builds run: what nobody needs any more goes, in small steps, again and again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { clearEngines } from './leftovers.ts'
import { sweep } from './sweep.ts'

const everyMs = 60_000

/** Works until `signal` fires. What fails is tried again in the next round; builds never wait for it. */
export async function keepHouse(signal: AbortSignal, isHeld: (id: number) => boolean): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweep(isHeld)
      await clearEngines(isHeld)
    } catch (error) {
      console.warn('The house could not be kept, trying again:', error)
    }
    await sleep(everyMs, undefined, { signal }).catch(() => {})
  }
}
