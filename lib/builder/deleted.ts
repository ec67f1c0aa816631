/** Clears away what is left of a build whose image was deleted while it ran. */
import { removeCopies } from '#lib/engine/registry-copies.ts'
import { readPushedDigest } from '#lib/engine/run-files.ts'
import { isCopyUnwanted, removeFolder } from '#lib/logs/remove.ts'
import { readRepository } from './begun.ts'

/** Removes the folder, and what the build may have pushed meanwhile where that was to go too. */
export async function clearDeleted(folder: string): Promise<void> {
  if (await isCopyUnwanted(folder)) await removePushed(folder)
  await removeFolder(folder)
}

async function removePushed(folder: string): Promise<void> {
  const [repository, digest] = await Promise.all([readRepository(folder), readPushedDigest(folder)])
  if (repository === null || digest === null) return
  const { fault } = await removeCopies([{ reference: repository, digest }])
  if (fault) console.error(`The registry keeps ${repository}@${digest} of a deleted image: ${fault}`)
}
