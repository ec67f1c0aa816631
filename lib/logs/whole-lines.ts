/** Reads a log from its start in pieces of whole lines, however long it is. */
import { logPieces } from './bytes.ts'
import { logFile } from './read.ts'

/** Pieces that begin and end with a record; nothing where the build has no log yet. */
export async function* wholeLines(buildId: number): AsyncGenerator<Buffer> {
  let half: Buffer = Buffer.alloc(0)
  for await (const piece of logPieces(logFile(buildId))) {
    const bytes = half.length > 0 ? Buffer.concat([half, piece]) : piece
    const end = bytes.lastIndexOf(10) + 1
    half = bytes.subarray(end)
    if (end > 0) yield bytes.subarray(0, end)
  }
}
