/** The phases of `npm test`, in their order: what each runs and how its tests are counted. */
import { existsSync, readFileSync } from 'node:fs'
import { type Counts, countPlaywright, countVitest } from './counts.ts'

export type Phase = {
  name: string
  command: string
  args: string[]
  /** The tests of the phase after it ended with this code; undefined where no report was written. */
  count: (exitCode: number) => Counts | undefined
}

export const phases: Phase[] = [
  { name: 'types', command: 'tsc', args: ['--noEmit'], count: one },
  { name: 'lint', command: 'biome', args: ['check', '.'], count: one },
  { name: 'audit', command: 'node', args: ['scripts/test/audit.ts'], count: one },
  vitest('unit'),
  vitest('integration'),
  {
    name: 'e2e',
    command: 'playwright',
    args: ['test'],
    count: () => read('.test/e2e.json', countPlaywright),
  },
]

/** Where the phases leave their reports. */
export const reports = ['.test/unit.json', '.test/integration.json', '.test/e2e.json']

function vitest(project: string): Phase {
  const file = `.test/${project}.json`
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  return { name: project, command: 'vitest', args, count: () => read(file, countVitest) }
}

function one(exitCode: number): Counts {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function read<T>(file: string, count: (report: T) => Counts): Counts | undefined {
  return existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}
