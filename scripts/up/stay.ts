/** The long middle of `npm run up`: waits for the end, and says so where a part ends on its own. */
import { readdirSync } from 'node:fs'
import type { House } from './house.ts'
import { type Child, isAlive, logEnd } from './processes.ts'

const lookEvery = 2_000

/** Resolves when `stop` fires. Throws an Error with the log's end where the server ends before. */
export async function stay(house: House, server: Child, stop: AbortSignal): Promise<void> {
  const missed = new Set<string>()
  const timer = setInterval(() => sayWhatEnded(house, missed), lookEvery)
  const stopped = new Promise<'stopped'>((resolve) => {
    stop.addEventListener('abort', () => resolve('stopped'))
    if (stop.aborted) resolve('stopped')
  })
  const first = await Promise.race([stopped, server.ended])
  clearInterval(timer)
  if (first !== 'stopped') throw new Error(`Web and builder ended on their own:\n${logEnd(server.logFile)}`)
}

function sayWhatEnded(house: House, missed: Set<string>) {
  const names = readdirSync(house.place('run', '.')).map((file) => file.replace(/\.json$/, ''))
  for (const name of names.filter((candidate) => !isAlive(house, candidate) && !missed.has(candidate))) {
    missed.add(name)
    const log = house.place('logs', `${name}.log`)
    console.error(`  The ${name} ended on its own. See ${log}. To have it back: Ctrl-C, then npm run up.`)
  }
}
