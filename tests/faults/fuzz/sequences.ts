/** Runs random sequences in this process. */
import fc from 'fast-check'
import { machineCommands, usualCommands } from './machine.ts'
import { peoplesCommands } from './people.ts'
import { openWorlds } from './world.ts'

/** How many of so many held; the first that does not is printed, made as short as it can be, and ends it. */
export function runSequences(runs: number): number {
  const worlds = openWorlds()
  const usual = Array.from({ length: 4 }, () => usualCommands).flat()
  const all = [...peoplesCommands, ...peoplesCommands, ...machineCommands, ...usual]
  const commands = fc.commands(all, { maxCommands: 60, size: 'max' })
  try {
    const check = fc.check(
      fc.property(commands, (sequence) => fc.modelRun(worlds.make, sequence)),
      { numRuns: runs },
    )
    if (check.failed) console.error(`${check.counterexample}\n${check.errorInstance}\nseed ${check.seed}`)
    return check.failed ? check.numRuns - 1 : runs
  } finally {
    worlds.end()
  }
}
