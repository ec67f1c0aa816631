/** A small disk of its own in a file, to be filled: ext4 on a loop device. Linux, root; says clearly where that cannot be. */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'

export type SmallDisk = { folder: string; fill(): void; free(): void; remove(): void }

/** Mounts `megabytes` of empty disk at a folder. What is on it lies in `file`, which must have room for all of it. */
export function mountSmallDisk(folder: string, megabytes: number, file = `${folder}.disk`): SmallDisk {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, '')
  truncateSync(file, megabytes * 1024 * 1024)
  run('mkfs.ext4', ['-q', '-m', '0', file])
  run('mount', ['-o', 'loop', file, folder])
  const filler = path.join(folder, 'filler')
  return {
    folder,
    fill: () => fillUp(filler),
    free: () => rmSync(filler, { force: true }),
    remove() {
      run('umount', ['-l', folder])
      rmSync(file)
    },
  }
}

/** To the last byte. */
function fillUp(file: string): void {
  const handle = openSync(file, 'a')
  for (const size of [1024 * 1024, 64 * 1024, 4096, 1]) writeAll(handle, Buffer.alloc(size, 1))
  closeSync(handle)
}

function writeAll(handle: number, bytes: Buffer): void {
  try {
    while (writeSync(handle, bytes) === bytes.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

function run(command: string, args: string[]): void {
  try {
    execFileSync(command, args, {
      stdio: 'pipe',
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
    })
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer }
    throw new Error(`A test needs a small disk, and ${command} cannot make it here: ${stderr ?? error}`)
  }
}
