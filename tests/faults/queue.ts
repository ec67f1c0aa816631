/** The faults of the queue and of the database that it lives in. */
import { claimTogether } from './claim-together.ts'
import { fuzzBuilds } from './fuzz-builds.ts'
import { killWriter } from './kill-writer.ts'
import type { Fault } from './result.ts'
import { waitBehindMany } from './wait-behind-many.ts'

export const queueFaults: Fault[] = [
  { name: 'T2', runs: 50, run: killWriter, needsParts: false },
  { name: 'T7', runs: 5_000, run: claimTogether, needsParts: false },
  { name: 'T11', runs: 20, run: waitBehindMany, needsParts: false },
  { name: 'T18', runs: 10_000, run: fuzzBuilds, needsParts: false },
]
