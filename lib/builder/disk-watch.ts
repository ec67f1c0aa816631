/** Holds builds back while the disk of the data folder is nearly full: it must not fill up under those that run. */
import { type DataDisk, readDataDisk } from '#lib/operations/data-disk.ts'

/** Answers whether builds may begin. Says once that they may not, and once that they may again. */
export function createDiskWatch(read: () => DataDisk = readDataDisk): () => boolean {
  let had = true
  return () => {
    const { hasRoom, freeBytes, reserveBytes } = read()
    if (had && !hasRoom) console.warn(holdingBack(freeBytes, reserveBytes))
    if (!had && hasRoom) console.warn('There is room on the disk of the data folder again: builds begin.')
    had = hasRoom
    return hasRoom
  }
}

function holdingBack(free: number, reserve: number): string {
  const [has, needs] = [free, reserve].map((bytes) => `${Math.floor(bytes / 1e6)} MB`)
  return `No build begins: of ${needs} that must be free where the data folder is, ${has} are (SLIPWAY_DISK_RESERVE).`
}
