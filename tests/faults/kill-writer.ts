/** T2: a process is killed with -9 while it writes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { person } from '../support/catalogue.ts'
import { openFreshDatabase } from '../support/database.ts'
import type { Result } from './result.ts'
import { isWholeDatabase } from './whole-database.ts'
import { startWorker } from './workers/start.ts'

const longestMs = 400
const millions = 1_000_000

/** Held: nothing that was acknowledged is missing, and the database is whole. */
export async function killWriter(runs: number): Promise<Result> {
  const folder = openFreshDatabase()
  person('ada', { isAdministrator: true })
  let held = 0
  for (let run = 0; run < runs; run++) {
    const worker = startWorker('write-images.ts', folder, [String(run * millions)])
    while (worker.text() === '' && worker.process.exitCode === null) await sleep(5)
    await sleep(Math.random() * longestMs)
    worker.process.kill('SIGKILL')
    await worker.ended
    // The last line may have been cut off by the death.
    const acknowledged = worker.text().split('\n').slice(0, -1).map(Number)
    if (acknowledged.length > 0 && isWholeDatabase(db().$client.name) && isAllThere(acknowledged)) held++
  }
  return { runs, held, lost: runs - held }
}

function isAllThere(ids: readonly number[]): boolean {
  const find = db().$client.prepare(
    'SELECT i.id FROM builds b JOIN images i ON i.id = b.image_id WHERE b.id = ?',
  )
  return ids.every((id) => find.get(id) !== undefined)
}
