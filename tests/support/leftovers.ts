/** What must not stay behind after a build: processes and credentials. Linux. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { environmentAddress } from '#lib/engine/address.ts'
import { askEngine } from '#lib/engine/ask.ts'
import { memoryFolder } from '#lib/secrets/memory.ts'
import { hasRootIn } from '../../scripts/up/engine/leftovers.ts'

/** Clients of builds in a data folder: they name a build's folder, or look up an image with credentials from there. */
export function clientsOf(dataFolder: string): number[] {
  return processes((pid) => {
    const given = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    if (given.includes(`${dataFolder}/builds/`)) return true
    const home = readFileSync(`/proc/${pid}/environ`, 'utf8')
    const places = [dataFolder, memoryFolder() ?? dataFolder]
    return given.includes('imagetools') && places.some((place) => home.includes(`DOCKER_CONFIG=${place}/`))
  })
}

/** Processes of build steps in the engine whose folder this is. */
export function stepsIn(engineFolder: string): number[] {
  return processes((pid) => {
    if (readlinkSync(`/proc/${pid}/ns/mnt`) === readlinkSync('/proc/self/ns/mnt')) return false
    return hasRootIn(readFileSync(`/proc/${pid}/mountinfo`, 'utf8'), engineFolder)
  })
}

/** Where the engine of the environment keeps its data, without the last part, `/data`. */
export async function engineFolder(): Promise<string> {
  const { DockerRootDir } = (await askEngine(environmentAddress(), '/info')) as { DockerRootDir: string }
  return path.dirname(DockerRootDir)
}

/** The names in a folder; none where it is not there. */
export function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Files of a data folder, and of its place in memory, in which a text stands. Others come and go meanwhile. */
export function filesWith(dataFolder: string, text: string): string[] {
  const places = [dataFolder, memoryFolder()].filter((place) => place !== null)
  const entries = places.flatMap((place) => readdirSync(place, { recursive: true, withFileTypes: true }))
  const files = entries.filter((entry) => entry.isFile())
  return files
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => hasText(file, text))
}

function hasText(file: string, text: string): boolean {
  try {
    return readFileSync(file).includes(text)
  } catch {
    return false
  }
}

function processes(isMeant: (pid: number) => boolean): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => {
    try {
      return pid !== process.pid && isMeant(pid)
    } catch {
      return false
    }
  })
}
