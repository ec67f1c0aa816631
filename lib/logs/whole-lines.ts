/** Reads a log from its start in pieces of whole lines, however long it is. */
import { createReadStream } from 'node:fs'
import { logFile } from './read.ts'

/** Pieces that begin and end with a record; nothing where the build has no log yet. */
export async function* wholeLines(buildId: number): AsyncGenerator<Buffer> {
  let half: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of createReadStream(logFile(buildId), options) as AsyncIterable<Buffer>) {
      const bytes = half.length > 0 ? Buffer.concat([half, chunk]) : chunk
      const end = bytes.lastIndexOf(10) + 1
      half = bytes.subarray(end)
      if (end > 0) yield bytes.subarray(0, end)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

const options = { highWaterMark: 1 << 18 }
