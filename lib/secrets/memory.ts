/** A place in memory for what must not outlive the machine, and never reach a disk or a backup. */
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { config } from '#lib/config.ts'

const sharedMemory = '/dev/shm'
const tmpfs = 0x01021994

/** A folder in memory (0700) that is this user's of this data folder alone; null where the machine has none. */
export function memoryFolder(): string | null {
  const folder = path.join(sharedMemory, `slipway-${process.getuid?.()}-${idOfData()}`)
  try {
    if (statfsSync(sharedMemory).type !== tmpfs) return null
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return isOurs(folder) ? folder : refuse(folder)
  } catch {
    return null
  }
}

/** That folder, and the one of an earlier Slipway, whose name had no user in it: builds that began there go on there. */
export function memoryFolders(): string[] {
  const earlier = path.join(sharedMemory, `slipway-${idOfData()}`)
  return [memoryFolder(), isOurs(earlier) ? earlier : null].filter((folder) => folder !== null)
}

function idOfData(): string {
  return createHash('sha256').update(config().SLIPWAY_DATA).digest('hex').slice(0, 12)
}

let isTold = false

/** Said once for each process: from here on logins are on a disk while they are needed. */
function refuse(folder: string): null {
  if (!isTold)
    console.warn(`${folder} is not Slipway's alone, so logins are kept in the data folder. Remove it.`)
  isTold = true
  return null
}

/** Everyone may write beside it: somebody else may have been there first, with a link or a folder of theirs. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found) return false
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
}
