/** The real parts for commands outside the test runners: faults and benchmarks. */
import path from 'node:path'
import { startParts } from '../../scripts/up/parts.ts'
import { testUrl } from './address.ts'

/** Runs work with engine, registry and index in the environment, and stops them whatever happens. */
export async function withParts(work: () => Promise<void>): Promise<void> {
  const dataDir = path.resolve('.test/data')
  const parts = await startParts({ dataDir, webUrl: testUrl })
  Object.assign(process.env, parts.env)
  // What the parts do not say; before them it would be taken for a person's own choice.
  await import('./environment.ts')
  try {
    await work()
  } finally {
    await parts.stop()
  }
}

/** Picks from what the command line names, by beginning; everything where it names nothing. */
export function chosen<T extends { name: string }>(all: readonly T[]): T[] {
  const names = process.argv.slice(2)
  return all.filter(({ name }) => names.length === 0 || names.some((wanted) => isNamed(name, wanted)))
}

/** `T1` is not `T13`. */
function isNamed(name: string, wanted: string): boolean {
  return name.startsWith(wanted) && !/^\d/.test(name.slice(wanted.length))
}
