/** The faults of the queue and of the database that it lives in. */
import { claimTogether } from './claim-together.ts'
import { fuzzBuilds } from './fuzz-builds.ts'
import { jumpClock } from './jump-clock.ts'
import { killMigration } from './kill-migration.ts'
import { killWriter } from './kill-writer.ts'
import { refuseWrites } from './refuse-writes.ts'
import { restoreBackups } from './restore-backups.ts'
import type { Fault } from './result.ts'
import { submitTogether } from './submit-together.ts'
import { waitBehindMany } from './wait-behind-many.ts'

export const queueFaults: Fault[] = [
  { name: 'T2', runs: 50, run: killWriter, needsParts: false },
  { name: 'T6', runs: 100, run: submitTogether },
  { name: 'T7', runs: 5_000, run: claimTogether, needsParts: false },
  { name: 'T10', runs: 400, run: refuseWrites, needsParts: false },
  { name: 'T11', runs: 20, run: waitBehindMany, needsParts: false },
  { name: 'T12', runs: 10, run: jumpClock },
  { name: 'T15', runs: 200, run: killMigration, needsParts: false },
  { name: 'T16', runs: 20, run: restoreBackups },
  { name: 'T18', runs: 10_000, run: fuzzBuilds, needsParts: false },
]
