/** Folders for a moment, which may hold credentials: in memory where there is such a place, else below the data folder; swept when a builder starts. */
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { config } from '#lib/config.ts'
import { memoryFolder } from '#lib/secrets/memory.ts'

const oldMs = 10 * 60_000

/** A new folder (0700). Its user removes it; a killed user leaves it to the sweep. */
export async function newScratchFolder(): Promise<string> {
  await mkdir(scratch(), { recursive: true, mode: 0o700 })
  return mkdtemp(path.join(scratch(), 'call-'))
}

/** Removes what killed processes left behind. */
export async function sweepScratchFolders(): Promise<void> {
  const names = await readdir(scratch()).catch(() => [])
  for (const name of names.filter((each) => each.startsWith('call-'))) {
    const folder = path.join(scratch(), name)
    const { mtimeMs } = await stat(folder)
    if (Date.now() - mtimeMs > oldMs) await rm(folder, { recursive: true, force: true })
  }
}

function scratch(): string {
  return memoryFolder() ?? path.join(config().SLIPWAY_DATA, 'scratch')
}
