/** The disk of the data folder: whether there is room on it for the files of further builds. */
import { statfsSync } from 'node:fs'
import { config } from '#lib/config.ts'

const leastBytes = 64 * 1024

/** Bytes. */
export type DataDisk = { freeBytes: number; totalBytes: number; reserveBytes: number; hasRoom: boolean }

/** As it is now; cheap enough to be asked at every look at the queue. */
export function readDataDisk(): DataDisk {
  const { SLIPWAY_DATA, SLIPWAY_DISK_RESERVE } = config()
  const { bavail, blocks, bsize } = statfsSync(SLIPWAY_DATA)
  const freeBytes = bavail * bsize
  const reserveBytes = SLIPWAY_DISK_RESERVE * 1e6
  return { freeBytes, totalBytes: blocks * bsize, reserveBytes, hasRoom: freeBytes >= reserveBytes }
}

/** Whether nothing more can be written on the disk of a folder. */
export function isDiskFullAt(folder: string): boolean {
  const { bfree, bsize } = statfsSync(folder)
  return bfree * bsize < leastBytes
}

/** Whether something could not be written because a disk, or the database on it, was full. */
export function isDiskFull(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL'
}
