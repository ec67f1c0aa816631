/** Folders of builds whose image was deleted. The database is asked first; the folders follow. */
import { access, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildFolder } from '#lib/config.ts'

/** Removes what is left of builds that have ended. */
export async function removeBuildFolders(ids: readonly number[]): Promise<void> {
  await Promise.all(ids.map((id) => removeFolder(buildFolder(id))))
}

/** Leaves a word for the builder that still has a build in hand, or for the next one should it be away. */
export async function markDeleted(buildId: number, withCopy: boolean): Promise<void> {
  const word = withCopy ? 'with its copy in the registry' : ''
  await writeFile(path.join(buildFolder(buildId), 'deleted'), word).catch(ignoreMissing)
}

/** Whether somebody deleted the build that this folder belongs to. */
export async function isMarkedDeleted(folder: string): Promise<boolean> {
  const found = await access(path.join(folder, 'deleted')).catch(ignoreMissing)
  return found !== missing
}

/** Whether the registry's copy of this deleted build was to go as well. */
export async function isCopyUnwanted(folder: string): Promise<boolean> {
  const word = await readFile(path.join(folder, 'deleted'), 'utf8').catch(ignoreMissing)
  return word !== missing && word !== ''
}

/** Removes one build's folder, whatever is in it. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

const missing = Symbol('missing')

function ignoreMissing(error: NodeJS.ErrnoException): typeof missing {
  if (error.code !== 'ENOENT') throw error
  return missing
}
