/** T18: any order of what people, the builder, the engine and the clock may do, on the real database. */
import fc from 'fast-check'
import { machineCommands, usualCommands } from './fuzz/machine.ts'
import { peoplesCommands } from './fuzz/people.ts'
import { openWorlds } from './fuzz/world.ts'
import type { Result } from './result.ts'

/** Held: a sequence after whose every step each build has one truthful state and the queue is in order. */
export async function fuzzBuilds(runs: number): Promise<Result> {
  const worlds = openWorlds()
  const usual = Array.from({ length: 4 }, () => usualCommands).flat()
  const all = [...peoplesCommands, ...peoplesCommands, ...machineCommands, ...usual]
  const commands = fc.commands(all, { maxCommands: 60, size: 'max' })
  try {
    const check = fc.check(
      fc.property(commands, (sequence) => fc.modelRun(worlds.make, sequence)),
      { numRuns: runs },
    )
    if (check.failed) console.log(`${check.counterexample}\n${check.errorInstance}\nseed ${check.seed}`)
    const held = check.failed ? check.numRuns - 1 : runs
    return { runs, held, lost: runs - held }
  } finally {
    worlds.end()
  }
}
