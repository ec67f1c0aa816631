/** `npm run faults [-- name…]`: breaks things on purpose, on the real engine; one JSON line for each test. */
import { chosen, withParts } from '../support/workbench.ts'
import { killBuilder } from './kill-builder.ts'
import type { Fault } from './result.ts'
import { resistInjection } from './security-injection.ts'

const faults: Fault[] = [
  { name: 'T1', runs: 50, run: killBuilder },
  { name: 'security.injection', runs: 1_000_000, run: resistInjection },
]

await withParts(async () => {
  for (const { name, runs, run } of chosen(faults)) {
    const result = await run(Number(process.env.RUNS ?? runs))
    console.log(JSON.stringify({ test: name, ...result }))
    if (result.lost > 0) process.exitCode = 1
  }
})
