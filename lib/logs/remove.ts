/** Folders of builds that were deleted. The database is asked first; the folders follow. */
import { access, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildFolder } from '#lib/config.ts'

/** The builder leaves it when nothing of the build is in its engine any more. */
export const engineMark = 'engine-cleared'

/** Removes what is left of builds that have ended. Where an engine still has something, the builder does it. */
export async function removeBuildFolders(ids: readonly number[]): Promise<void> {
  await Promise.all(
    ids.map(async (id) => {
      if (await isInEngine(buildFolder(id))) await markDeleted(id, false)
      else await removeFolder(buildFolder(id))
    }),
  )
}

/** Leaves a word for the builder that still has a build in hand, or for the next one should it be away. */
export async function markDeleted(buildId: number, withCopy: boolean): Promise<void> {
  const word = withCopy ? 'with its copy in the registry' : ''
  await writeFile(path.join(buildFolder(buildId), 'deleted'), word).catch(ignoreMissing)
}

/** Whether somebody deleted the build that this folder belongs to. */
export async function isMarkedDeleted(folder: string): Promise<boolean> {
  return has(folder, 'deleted')
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

/** The engine was handed the build, and nobody has cleared it yet. */
async function isInEngine(folder: string): Promise<boolean> {
  return (await has(folder, 'begun')) && !(await has(folder, engineMark))
}

async function has(folder: string, name: string): Promise<boolean> {
  return (await access(path.join(folder, name)).catch(ignoreMissing)) !== missing
}

const missing = Symbol('missing')

function ignoreMissing(error: NodeJS.ErrnoException): typeof missing {
  if (error.code !== 'ENOENT') throw error
  return missing
}
