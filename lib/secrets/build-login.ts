/** Where the credentials of one build lie, and how they go again. */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { removeDockerConfig } from './docker-config.ts'
import { memoryFolder } from './memory.ts'

const prefix = 'build-'

/** DOCKER_CONFIG of the build of a folder: in memory where there is such a place, else in the folder. */
export function dockerConfigOf(folder: string): string {
  const beside = path.join(folder, 'docker-config')
  const memory = memoryFolder()
  // A build that began before there was a place in memory keeps its own.
  return memory === null || existsSync(beside) ? beside : path.join(memory, prefix + path.basename(folder))
}

/** Removes them, wherever they are. */
export async function removeLogins(folder: string): Promise<void> {
  await removeDockerConfig(path.join(folder, 'docker-config'))
  const memory = memoryFolder()
  if (memory !== null) await removeDockerConfig(path.join(memory, prefix + path.basename(folder)))
}

/** Removes those of builds that nobody holds, whether there still is a folder or not. */
export async function sweepLogins(isHeld: (id: number) => boolean): Promise<void> {
  const memory = memoryFolder()
  if (memory === null) return
  for (const name of await readdir(memory))
    if (name.startsWith(prefix) && !isHeld(Number(name.slice(prefix.length))))
      await removeDockerConfig(path.join(memory, name))
}
