/** Asks once a day whether something outside can be reached. */
import type { House } from './house.ts'

const day = 24 * 60 * 60 * 1000

/** The remembered answer of less than a day, else a fresh one. A question that throws counts as no. */
export async function probe(house: House, name: string, ask: () => Promise<boolean>): Promise<boolean> {
  const known = house.recall().probes[name]
  if (known && Date.now() - known.at < day) return known.ok
  const ok = await ask().catch(() => false)
  house.remember(({ probes }) => {
    probes[name] = { ok, at: Date.now() }
  })
  return ok
}
