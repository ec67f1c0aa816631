/**
 * A log that is kept for long: gzip in blocks, so that any part is read without the rest. `log.ndjson.gz` is what zcat
 * reads; `log.ndjson.gz.index` says where its blocks are.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

const gzip = promisify(zlib.gzip)
const gunzip = promisify(zlib.gunzip)

/** `size`: bytes of the log. `ends`: where each block ends in the compressed file; each holds `blockBytes` but the last. */
type Index = { size: number; blockBytes: number; ends: number[] }

const blockBytes = 256 * 1024

/**
 * Puts the compressed log in the place of the plain one, if that is the one that was recorded. Killed at any moment,
 * it leaves one of them whole: the plain one goes last, and as long as it is there it counts.
 */
export async function compressLog(file: string, sha256: string): Promise<void> {
  const packed = await writeWhole(`${file}.gz.tmp`, (target) => pack(file, target))
  if (packed.sha256 !== sha256) {
    await rm(`${file}.gz.tmp`)
    throw new Error(`${file} is not the log that was recorded.`)
  }
  await writeWhole(`${file}.gz.index.tmp`, (target) => target.writeFile(JSON.stringify(packed.index)))
  for (const name of [`${file}.gz.index`, `${file}.gz`]) await rename(`${name}.tmp`, name)
  await rm(file)
}

/** Whether only the compressed form of a log is there. */
export async function isCompressed(file: string): Promise<boolean> {
  const plain = await open(file, 'r').catch(() => null)
  await plain?.close()
  return plain === null && (await compressedSize(file)) !== null
}

/** Bytes of the log that a compressed file holds; null where there is none. */
export async function compressedSize(file: string): Promise<number | null> {
  return (await readIndex(file).catch(() => null))?.size ?? null
}

/** Bytes of the log from one offset up to another, by unpacking the blocks that they are in. */
export async function readCompressed(file: string, from: number, to: number): Promise<Buffer> {
  const { size, blockBytes: block, ends } = await readIndex(file)
  const end = Math.min(to, size)
  if (from >= end) return Buffer.alloc(0)
  const [first, last] = [Math.floor(from / block), Math.floor((end - 1) / block)]
  const begin = first === 0 ? 0 : (ends[first - 1] ?? 0)
  const handle = await open(`${file}.gz`, 'r')
  try {
    const length = (ends[last] ?? 0) - begin
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, begin)
    return (await gunzip(buffer)).subarray(from - first * block, end - first * block)
  } finally {
    await handle.close()
  }
}

async function readIndex(file: string): Promise<Index> {
  return JSON.parse(await readFile(`${file}.gz.index`, 'utf8')) as Index
}

async function pack(file: string, target: FileHandle): Promise<{ index: Index; sha256: string }> {
  const source = await open(file, 'r')
  const hash = createHash('sha256')
  const index: Index = { size: 0, blockBytes, ends: [] }
  const buffer = Buffer.alloc(blockBytes)
  try {
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, blockBytes, index.size)
      if (bytesRead === 0) return { index, sha256: hash.digest('hex') }
      const block = buffer.subarray(0, bytesRead)
      hash.update(block)
      const packed = await gzip(block)
      await target.writeFile(packed)
      index.size += bytesRead
      index.ends.push((index.ends.at(-1) ?? 0) + packed.length)
    }
  } finally {
    await source.close()
  }
}

/** Writes a file that is on the disk when this resolves. */
async function writeWhole<T>(file: string, write: (target: FileHandle) => Promise<T>): Promise<T> {
  const target = await open(file, 'w')
  try {
    const written = await write(target)
    await target.sync()
    return written
  } finally {
    await target.close()
  }
}
