/** The second Ctrl-C: everything of ours ends now. */
import { existsSync, readdirSync } from 'node:fs'
import { clearLeftovers } from './engine/leftovers.ts'
import { bridgeOf, removeNetwork } from './engine/network.ts'
import type { House } from './house.ts'
import { releaseLock } from './lock.ts'
import { stopProcess } from './processes.ts'

/** Kills the processes and removes bridge and rules. The data stays, as after a power cut. */
export async function forceStop(house: House): Promise<void> {
  const names = readdirSync(house.place('run', '.')).map((file) => file.replace(/\.json$/, ''))
  await Promise.all(names.map((name) => stopProcess(house, name, 0)))
  if (existsSync(`/sys/class/net/${bridgeOf(house)}`)) {
    await clearLeftovers(house)
    await removeNetwork(house)
  }
  releaseLock(house)
}
