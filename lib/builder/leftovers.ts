/** The image that a build leaves in its engine goes when it has ended; a file in its folder says that it went. */
import { access, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isEngineThere } from '#db/queries/engines.ts'
import { config } from '#lib/config.ts'
import { engineAddress } from '#lib/engine/added.ts'
import { removeEngineImage } from '#lib/engine/engine-images.ts'
import { engineMark } from '#lib/logs/remove.ts'
import { type Begun, readRecord, tagsOf } from './begun.ts'

/** Clears the engine of a build that has ended. Returns false where that has to be tried again. */
export async function clearEngine(folder: string): Promise<boolean> {
  if (await isCleared(folder)) return true
  const begun = await readRecord(folder)
  return begun === null || tryToClear(folder, begun)
}

/** Clears the engines of builds whose builder was killed, or whose engine did not answer then. */
export async function clearEngines(isHeld: (id: number) => boolean): Promise<void> {
  const silent = new Set<number | null | undefined>()
  const builds = path.join(config().SLIPWAY_DATA, 'builds')
  for (const name of await readdir(builds).catch(() => [])) {
    const folder = path.join(builds, name)
    if (!/^\d+$/.test(name) || isHeld(Number(name)) || (await isCleared(folder))) continue
    const begun = await readRecord(folder)
    if (begun === null || silent.has(begun.engineId)) continue
    if (!(await tryToClear(folder, begun))) silent.add(begun.engineId)
  }
}

async function tryToClear(folder: string, begun: Begun): Promise<boolean> {
  try {
    await removeImage(Number(path.basename(folder)), begun)
    await writeFile(path.join(folder, engineMark), '').catch(ignoreMissing)
    return true
  } catch (error) {
    const build = Number(path.basename(folder))
    console.warn('A build left an image in its engine, trying again:', { build }, error)
    return false
  }
}

/** A folder of an earlier version does not say where its image is. */
async function removeImage(buildId: number, begun: Begun): Promise<void> {
  const { number, engineId } = begun
  if (number === undefined || engineId === undefined) return
  if (engineId !== null && !isEngineThere(engineId)) return
  await removeEngineImage(engineAddress(engineId), { buildId, tags: tagsOf({ number }, begun) })
}

async function isCleared(folder: string): Promise<boolean> {
  return access(path.join(folder, engineMark)).then(
    () => true,
    () => false,
  )
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
