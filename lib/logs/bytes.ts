/** The bytes of a log, as it was written or compressed: offsets are those of log.ndjson in both. */
import { open, stat } from 'node:fs/promises'
import { compressedSize, readCompressed } from './compressed.ts'

const pieceBytes = 256 * 1024

/** Bytes of a log; 0 where there is none yet. */
export async function logSize(file: string): Promise<number> {
  const found = await stat(file).catch(ignoreMissing)
  return found ? found.size : ((await compressedSize(file)) ?? 0)
}

/** Bytes from one offset up to, not including, another; fewer where the log ends before. Fails where there is no log. */
export async function readLogBytes(file: string, from: number, to: number): Promise<Buffer> {
  // Compressed in between: what was not there any more is there in the other form.
  return (await readPlain(file, from, to)) ?? (await readCompressed(file, from, to))
}

/** The log from its start in pieces; nothing where there is none. */
export async function* logPieces(file: string): AsyncGenerator<Buffer> {
  const size = await logSize(file)
  for (let at = 0; at < size; at += pieceBytes)
    yield await readLogBytes(file, at, Math.min(size, at + pieceBytes))
}

async function readPlain(file: string, from: number, to: number): Promise<Buffer | null> {
  const handle = await open(file, 'r').catch(ignoreMissing)
  if (!handle) return null
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error
  return null
}
