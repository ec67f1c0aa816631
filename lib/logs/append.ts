/** The log's writer: one record a line, whole lines only, each record once however often the journal is replayed. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { LogRecord } from '#lib/builds/step.ts'
import { logPieces } from './bytes.ts'

export type LogWriter = {
  /** Appends the records that the file does not have yet. */
  append(records: readonly LogRecord[]): Promise<void>
  close(): Promise<void>
}

export type LogFigures = { lines: number; bytes: number; sha256: string }

/** Opens a log for appending. A half line that a killed writer left is cut off; its record will come again. */
export async function openLog(file: string): Promise<LogWriter> {
  const handle = await open(file, 'a+')
  const { lines, bytes } = await measureWholeLines(file)
  await handle.truncate(bytes)
  let written = lines
  return {
    async append(records) {
      const fresh = records.filter((record) => record.line > written)
      if (fresh.length === 0) return
      await writeAll(handle, Buffer.from(fresh.map((record) => `${JSON.stringify(record)}\n`).join('')))
      written += fresh.length
    },
    close: () => handle.close(),
  }
}

/** Counts a finished log, compressed or not: records, bytes and SHA-256 of log.ndjson. */
export async function measureLog(file: string): Promise<LogFigures> {
  const hash = createHash('sha256')
  let lines = 0
  let bytes = 0
  for await (const chunk of logPieces(file)) {
    hash.update(chunk)
    bytes += chunk.length
    lines += countLines(chunk)
  }
  return { lines, bytes, sha256: hash.digest('hex') }
}

async function measureWholeLines(file: string): Promise<{ lines: number; bytes: number }> {
  let lines = 0
  let bytes = 0
  let read = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const last = chunk.lastIndexOf(10)
    if (last !== -1) bytes = read + last + 1
    lines += countLines(chunk)
    read += chunk.length
  }
  return { lines, bytes }
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at)
    at += bytesWritten
  }
}

function countLines(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++
  return count
}
