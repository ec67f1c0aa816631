/** Asks one engine how it is and puts that into a report. */
import { lastTrim } from '#db/queries/engine-tests.ts'
import type { EngineReport } from '#lib/builds/engine-report.ts'
import { EngineUnusable } from '#lib/engine/added.ts'
import type { EngineAddress } from '#lib/engine/address.ts'
import { type EngineStatus, readEngineStatus } from '#lib/engine/status.ts'
import { readDataDisk } from '#lib/operations/data-disk.ts'
import type { DiskState } from './count-disk.ts'
import type { KnownEngine } from './known-engines.ts'

/** A report of this moment, with what was found out about its disk before. */
export async function askEngineState(
  { id, buildsAtOnce, openAddress }: KnownEngine,
  disk: DiskState,
  signal: AbortSignal,
): Promise<EngineReport> {
  const checkedAt = Date.now()
  const address = tryToOpen(openAddress)
  const status = 'fault' in address ? { ...unknown, ...address } : await readEngineStatus(address, signal)
  const space = id === null ? readFreeSpace() : { freeBytes: null, totalBytes: null }
  return { checkedAt, ...status, ...disk, trim: disk.trim ?? lastTrim(id), ...space, buildsAtOnce }
}

/** An engine that cannot even be asked. */
const unknown: EngineStatus = {
  isReachable: false,
  fault: null,
  driver: null,
  endpoint: null,
  engineVersion: null,
  buildkitVersion: null,
  buildxVersion: null,
  store: null,
  platforms: [],
}

function tryToOpen(openAddress: () => EngineAddress): EngineAddress | { fault: string } {
  try {
    return openAddress()
  } catch (error) {
    if (error instanceof EngineUnusable) return { fault: error.message }
    throw error
  }
}

/** Where builds and logs lie. */
function readFreeSpace() {
  const { freeBytes, totalBytes } = readDataDisk()
  return { freeBytes, totalBytes }
}
