/** Waits for a condition, outside of test runners too. */
import { setTimeout as sleep } from 'node:timers/promises'

const lookEveryMs = 10

/** Resolves to whether the condition came true in time; a look that throws did not see it. */
export async function until(look: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<boolean> {
  const end = performance.now() + timeoutMs
  while (performance.now() < end) {
    if (await sees(look)) return true
    await sleep(lookEveryMs)
  }
  return sees(look)
}

async function sees(look: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await look()
  } catch {
    return false
  }
}
