/** Where the credentials of one build lie, and how they go again. */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { removeDockerConfig } from './docker-config.ts'
import { memoryFolder, memoryFolders } from './memory.ts'

const prefix = 'build-'

/** DOCKER_CONFIG of the build of a folder: in memory where there is such a place, else in the folder. */
export function dockerConfigOf(folder: string): string {
  const [memory, places] = [memoryFolder(), placesOf(folder)]
  // A build that began before there was this place in memory keeps its own.
  const begun = places.find((place) => existsSync(place))
  return begun ?? (memory === null ? besideOf(folder) : inMemory(memory, folder))
}

/** Removes them, wherever they are. */
export async function removeLogins(folder: string): Promise<void> {
  for (const place of placesOf(folder)) await removeDockerConfig(place)
}

/** Removes those of builds that nobody holds, whether there still is a folder or not. */
export async function sweepLogins(isHeld: (id: number) => boolean): Promise<void> {
  for (const memory of memoryFolders())
    for (const name of await readdir(memory))
      if (name.startsWith(prefix) && !isHeld(Number(name.slice(prefix.length))))
        await removeDockerConfig(path.join(memory, name))
}

function placesOf(folder: string): string[] {
  return [besideOf(folder), ...memoryFolders().map((memory) => inMemory(memory, folder))]
}

function besideOf(folder: string): string {
  return path.join(folder, 'docker-config')
}

function inMemory(memory: string, folder: string): string {
  return path.join(memory, prefix + path.basename(folder))
}
