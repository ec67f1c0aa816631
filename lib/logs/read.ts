/** Reads a build's log and steps from its folder, for pages. Absent files read as empty. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { LogRecord, Step } from '#lib/builds/step.ts'
import { buildFolder } from '#lib/config.ts'
import { logSize, readLogBytes } from './bytes.ts'

/** `nextOffset` is the byte offset after the last record: where a live stream goes on. */
export type LogPage = { records: LogRecord[]; nextOffset: number; isWhole: boolean }

export function logFile(buildId: number): string {
  return path.join(buildFolder(buildId), 'log.ndjson')
}

/** The steps as the builder last saw them. */
export async function readSteps(buildId: number): Promise<Step[]> {
  const text = await readFile(path.join(buildFolder(buildId), 'steps.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text) as Step[]
}

/** The end of the log: whole records from at most the last `maxBytes` bytes. */
export async function readLogTail(buildId: number, maxBytes = 512 * 1024): Promise<LogPage> {
  const size = await logSize(logFile(buildId))
  if (size === 0) return { records: [], nextOffset: 0, isWhole: true }
  const from = Math.max(0, size - maxBytes)
  const bytes = await readLogBytes(logFile(buildId), from, size)
  const start = from === 0 ? 0 : bytes.indexOf(10) + 1
  const end = bytes.lastIndexOf(10) + 1
  return { records: parseRecords(bytes.subarray(start, end)), nextOffset: from + end, isWhole: from === 0 }
}

/** Parses whole lines of `log.ndjson`. */
export function parseRecords(bytes: Buffer): LogRecord[] {
  const lines = bytes.toString('utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as LogRecord)
}

/** Whether a byte offset of a build's log is where a record begins, or the end of the log. */
export async function isRecordBoundary(buildId: number, offset: number): Promise<boolean> {
  if (offset === 0) return true
  if (!Number.isSafeInteger(offset) || offset < 0) return false
  const before = await readLogBytes(logFile(buildId), offset - 1, offset).catch(() => Buffer.alloc(0))
  return before[0] === 10
}
