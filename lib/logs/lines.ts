/** Any page of a log, found without reading what stands before it. */
import type { LogRecord } from '#lib/builds/step.ts'
import { logSize, readLogBytes } from './bytes.ts'
import { logFile, parseRecords, readLogTail } from './read.ts'

export const linesPerPage = 1_000

/** `count`: lines in the log so far. */
export type LogLinesPage = { records: LogRecord[]; first: number; count: number }

const tailBytes = 1 << 18
const pieceBytes = 1 << 12

/** The page that a line is on; the last page for a line behind the end. */
export async function readLogLines(buildId: number, line: number): Promise<LogLinesPage> {
  const { records: tail } = await readLogTail(buildId, tailBytes)
  const count = tail.at(-1)?.line ?? 0
  const wanted = Math.min(Math.max(1, line), Math.max(1, count))
  const first = wanted - ((wanted - 1) % linesPerPage)
  if (count === 0) return { records: [], first, count }
  const file = logFile(buildId)
  const [from, to] = [await findLine(file, first), await findLine(file, first + linesPerPage)]
  return { records: parseRecords(await readLogBytes(file, from, to)), first, count }
}

/** The byte where a line’s record begins, by halving: records stand in the order of their lines. */
async function findLine(file: string, line: number): Promise<number> {
  const size = await logSize(file)
  let [low, high] = [0, size]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const found = await recordFrom(file, middle, size)
    if (found === null || found.line >= line) high = middle
    else low = found.end
  }
  return low
}

/** The first whole record that begins at or behind a byte, `end` the byte behind it; null where there is none. */
async function recordFrom(
  file: string,
  at: number,
  size: number,
): Promise<{ line: number; end: number } | null> {
  const from = Math.max(0, at - 1)
  let bytes = Buffer.alloc(0)
  for (let to = from; to < size; ) {
    const next = Math.min(size, to + pieceBytes)
    bytes = Buffer.concat([bytes, await readLogBytes(file, to, next)])
    to = next
    const start = at === 0 ? 0 : bytes.indexOf(10) + 1
    const end = at === 0 || start > 0 ? bytes.indexOf(10, start) + 1 : 0
    if (end > 0) return { line: lineOf(bytes.subarray(start, end)), end: from + end }
  }
  return null
}

function lineOf(record: Buffer): number {
  return parseRecords(record)[0]?.line ?? 0
}
