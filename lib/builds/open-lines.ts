/** Chunks of a step's output become lines: one buffer and one UTF-8 decoder for each step and stream. */
import { StringDecoder } from 'node:string_decoder'
import type { LogRecord, LogStream } from './step.ts'

export type Line = Omit<LogRecord, 'line'>

export type Chunk = { step: number; stream: LogStream; time: number | null; data: Buffer }

export type OpenLines = {
  /** Takes a chunk and returns the lines that it completes. */
  take(chunk: Chunk): Line[]
  /** A step has ended, or with null all of them: returns what stood without a line break. */
  close(step: number | null): Line[]
}

/** A line longer than this (UTF-16 units) goes on in the next record, which `continues` says. */
export const longestLine = 32_768

type OpenLine = Omit<Chunk, 'data'> & { decoder: StringDecoder; text: string }

export function createOpenLines(): OpenLines {
  const open = new Map<string, OpenLine>()

  return {
    take({ data, ...chunk }) {
      const key = `${chunk.step} ${chunk.stream}`
      const line = open.get(key) ?? { ...chunk, decoder: new StringDecoder('utf8'), text: '' }
      open.set(key, line)
      line.time = chunk.time ?? line.time
      const parts = (line.text + line.decoder.write(data)).split('\n')
      const rest = cutLong(parts.pop() ?? '')
      line.text = rest.at(-1) ?? ''
      const whole = parts.flatMap((text) => toLines(line, cutLong(withoutReturn(text))))
      return [...whole, ...rest.slice(0, -1).map((text) => toLine(line, text, true))]
    },
    close(step) {
      const closed: Line[] = []
      for (const [key, line] of open) {
        if (step !== null && line.step !== step) continue
        open.delete(key)
        const text = line.text + line.decoder.end()
        if (text) closed.push(...toLines(line, cutLong(withoutReturn(text))))
      }
      return closed
    },
  }
}

function toLines(line: OpenLine, pieces: string[]): Line[] {
  return pieces.map((text, index) => toLine(line, text, index < pieces.length - 1))
}

function toLine({ time, step, stream }: OpenLine, text: string, continues: boolean): Line {
  return { time, step, stream, text, ...(continues && { continues }) }
}

/** At least one piece; all but the last have the full length. */
function cutLong(text: string): string[] {
  const pieces: string[] = []
  let rest = text
  for (; rest.length > longestLine; rest = rest.slice(longestLine)) pieces.push(rest.slice(0, longestLine))
  return [...pieces, rest]
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
