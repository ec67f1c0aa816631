/** `npm run faults [-- name…]`: breaks things on purpose, on the real engine; one JSON line for each test. */
import { chosen, withParts } from '../support/workbench.ts'
import { killBuilder } from './kill-builder.ts'

export type Result = { runs: number; held: number; lost: number }
type Fault = { name: string; run(): Promise<Result> }

const faults: Fault[] = [{ name: 'T1', run: killBuilder }]

await withParts(async () => {
  for (const { name, run } of chosen(faults)) {
    const result = await run()
    console.log(JSON.stringify({ test: name, ...result }))
    if (result.lost > 0) process.exitCode = 1
  }
})
