/** Clears away what is left of a build whose image was deleted, or that was removed because newer ones are kept. */
import path from 'node:path'
import { removeCopies } from '#lib/engine/registry-copies.ts'
import { readPushedDigest } from '#lib/engine/run-files.ts'
import { isCopyUnwanted, markDeleted, removeFolder } from '#lib/logs/remove.ts'
import { readRecord } from './begun.ts'
import { clearEngine } from './leftovers.ts'

/**
 * Removes the folder, what the build left in its engine, and what it may have pushed meanwhile where that was to go
 * too. Where the engine does not answer, the folder stays marked for the next sweep.
 */
export async function clearDeleted(folder: string): Promise<void> {
  if (await isCopyUnwanted(folder)) await removePushed(folder)
  if (await clearEngine(folder)) await removeFolder(folder)
  else await markDeleted(Number(path.basename(folder)), false)
}

async function removePushed(folder: string): Promise<void> {
  const [begun, digest] = await Promise.all([readRecord(folder), readPushedDigest(folder)])
  if (begun === null || digest === null) return
  const { repository: reference } = begun
  const { fault } = await removeCopies([{ reference, digest }])
  if (fault) console.error(`The registry keeps ${reference}@${digest} of a deleted image: ${fault}`)
}
