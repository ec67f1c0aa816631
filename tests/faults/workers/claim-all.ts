/** Claims builds until none is left; prints their ids and how often the database was busy. */
import { claimBuild } from '#db/queries/build-queue.ts'

const claimed: number[] = []
let busy = 0
for (;;) {
  try {
    const job = claimBuild()
    if (!job) break
    claimed.push(job.id)
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    busy++
  }
}
console.log(JSON.stringify({ claimed, busy }))
