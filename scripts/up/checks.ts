/** What must be so before anything is started, with a sentence where it is not. */
import { statfsSync } from 'node:fs'
import type { House } from './house.ts'
import { isFree } from './ports.ts'

const gigabyte = 1024 ** 3
const needed = 4

/** Throws an Error that says what is wrong and what to do. Returns what it found, in words. */
export async function checkMachine(house: House, port: number): Promise<string> {
  const { bavail, bsize } = statfsSync(house.dataDir)
  const free = (bavail * bsize) / gigabyte
  if (free < needed) {
    throw new Error(
      `${house.dataDir} has ${free.toFixed(1)} GB of free space, but ${needed} GB are needed. Make room, or choose another folder: npm run up -- --data DIR.`,
    )
  }
  if (!(await isFree(port))) {
    throw new Error(
      `Port ${port} is already in use. Stop what uses it or choose another: npm run up -- --port ${await nextFree(port)}.`,
    )
  }
  return `${Math.floor(free)} GB free, port ${port}, ${process.getuid?.() === 0 ? 'root' : 'not root'}`
}

async function nextFree(port: number): Promise<number> {
  let next = port + 1
  while (!(await isFree(next))) next++
  return next
}
