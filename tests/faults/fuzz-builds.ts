/** T18: any order of what people, the builder, the engine and the clock may do, on the real database. */
import type { Result } from './result.ts'
import { startWorker } from './workers/start.ts'

/** So many in one process: what their databases took is free again when it ends. */
const batch = 250

/** Held: a sequence after whose every step each build has one truthful state and the queue is in order. */
export async function fuzzBuilds(runs: number): Promise<Result> {
  let held = 0
  for (let begun = 0; begun < runs; begun += batch) {
    const worker = startWorker('fuzz.ts', '', [String(Math.min(batch, runs - begun))])
    await worker.ended
    held += Number(worker.text())
  }
  return { runs, held, lost: runs - held }
}
