/** T7: four builders, if there could be so many, claim from one queue at once. */
import { db } from '#db/client.ts'
import { customImage, person } from '../support/catalogue.ts'
import { openFreshDatabase } from '../support/database.ts'
import type { Result } from './result.ts'
import { startWorker } from './workers/start.ts'

const processes = 4

/** Held: a build that was claimed exactly once; a database that was busy counts as lost. */
export async function claimTogether(runs: number): Promise<Result> {
  const folder = openFreshDatabase()
  const queue = () => {
    for (let at = 0; at < runs; at++)
      customImage(person(`person-${at % 10}`, { isAdministrator: true }), `image-${at}`)
  }
  db().$client.transaction(queue)()
  const workers = Array.from({ length: processes }, () => startWorker('claim-all.ts', folder))
  await Promise.all(workers.map(({ ended }) => ended))
  const answers = workers.map((worker) => JSON.parse(worker.text()) as { claimed: number[]; busy: number })
  const claimed = answers.flatMap((answer) => answer.claimed)
  const busy = answers.reduce((sum, answer) => sum + answer.busy, 0)
  const twice = claimed.length - new Set(claimed).size
  const held = runs - Math.min(runs, busy + twice + (runs - new Set(claimed).size))
  return { runs, held, lost: runs - held }
}
