/**
 * Keeps a log within its limit: the beginning as it comes, then only the last lines, which are held back until the end.
 * What lies between is counted and said in its place. A pure function of the lines, so a replay gives the same log.
 */
import type { Line } from './open-lines.ts'
import type { LogRecord } from './step.ts'

export type LimitedLog = {
  /** Takes lines and returns the records that go into the log now. */
  take(lines: readonly Line[]): LogRecord[]
  /** The log has ended: what was left out, in words, and the last lines. */
  end(): LogRecord[]
  /** Lines that wait for the end. */
  heldBack(): readonly Line[]
}

/** At most this much of the end is kept, and never more than a quarter of the log. Bytes. */
const longestEnd = 512 * 1024

/** `limit`: bytes of log.ndjson that it will not be longer than. */
export function createLimitedLog(limit = Number.POSITIVE_INFINITY): LimitedLog {
  const endBytes = Math.min(longestEnd, Math.floor(limit / 4))
  const wordsBytes = 1024
  let room = limit - endBytes - wordsBytes
  let count = 0
  let isFull = false
  const end = createEnd(endBytes)

  const number = (line: Line): LogRecord => ({ line: ++count, ...line })

  function takeLine(line: Line): LogRecord[] {
    const bytes = sizeOf(line)
    if (!isFull && bytes <= room) {
      room -= bytes
      return [number(line)]
    }
    end.take(line, bytes)
    if (isFull) return []
    isFull = true
    return [number(say(line.time, reached(limit)))]
  }

  return {
    take: (lines) => lines.flatMap(takeLine),
    end() {
      if (!isFull) return []
      const { lines, bytes } = end.leftOut()
      const words = bytes === 0 && lines === 0 ? 'Nothing had to be left out.' : leftOut(lines, bytes)
      return [say(end.lines()[0]?.time ?? null, words), ...end.lines()].map(number)
    },
    heldBack: end.lines,
  }
}

/** The last lines that fit, and how much went before them. */
function createEnd(most: number) {
  const held: { line: Line; bytes: number }[] = []
  const gone = { lines: 0, bytes: 0 }
  let size = 0
  return {
    take(line: Line, bytes: number) {
      held.push({ line, bytes })
      size += bytes
      for (let first = held[0]; first && size > most; first = held[0]) {
        held.shift()
        size -= first.bytes
        gone.lines += first.line.continues ? 0 : 1
        gone.bytes += Buffer.byteLength(first.line.text)
      }
    },
    leftOut: () => gone,
    lines: () => held.map(({ line }) => line),
  }
}

/** Bytes in log.ndjson, with room for any line number. */
function sizeOf(line: Line): number {
  return Buffer.byteLength(JSON.stringify({ line: 9_999_999_999, ...line })) + 1
}

function say(time: number | null, text: string): Line {
  return { time, step: null, stream: 'slipway', text }
}

function reached(limit: number): string {
  return `The log has reached its limit of ${inMiB(limit)}. Of what the build prints from here on only the last lines are kept; they follow when it has ended.`
}

function leftOut(lines: number, bytes: number): string {
  const what =
    lines === 0 ? 'Parts of one line' : `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}`
  return `${what} (${inMiB(bytes)}) were not kept here. To have them, make the step that prints so much quieter, or ask an administrator to raise SLIPWAY_LOG_LIMIT.`
}

function inMiB(bytes: number): string {
  const mib = bytes / 1024 / 1024
  return `${mib.toLocaleString('en', { maximumFractionDigits: mib < 10 ? 1 : 0 })} MiB`
}
