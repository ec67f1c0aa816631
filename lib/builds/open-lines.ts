/** Chunks of a step's output become lines: one buffer and one UTF-8 decoder for each step and stream. */
import { StringDecoder } from 'node:string_decoder'
import { cutLine } from './long-lines.ts'
import { type Mask, noMask } from './mask.ts'
import type { LogRecord, LogStream } from './step.ts'

export type Line = Omit<LogRecord, 'line'>

export type Chunk = { step: number; stream: LogStream; time: number | null; data: Buffer }

export type OpenLines = {
  /** Takes a chunk and returns the lines that it completes. */
  take(chunk: Chunk): Line[]
  /** A step has ended, or with null all of them: returns what stood without a line break. */
  close(step: number | null): Line[]
}

type OpenLine = Omit<Chunk, 'data'> & { decoder: StringDecoder; text: string }

export function createOpenLines(mask: Mask = noMask): OpenLines {
  const open = new Map<string, OpenLine>()

  return {
    take({ data, ...chunk }) {
      const key = `${chunk.step} ${chunk.stream}`
      const line = open.get(key) ?? { ...chunk, decoder: new StringDecoder('utf8'), text: '' }
      open.set(key, line)
      line.time = chunk.time ?? line.time
      const parts = mask.hide(line.text + line.decoder.write(data)).split('\n')
      const rest = cutOpen(parts.pop() ?? '', mask.reach)
      line.text = rest.at(-1) ?? ''
      const whole = parts.flatMap((text) => toLines(line, cutLine(withoutReturn(text))))
      return [...whole, ...rest.slice(0, -1).map((text) => toLine(line, text, true))]
    },
    close(step) {
      const closed: Line[] = []
      for (const [key, line] of open) {
        if (step !== null && line.step !== step) continue
        open.delete(key)
        const text = mask.hide(line.text + line.decoder.end())
        if (text) closed.push(...toLines(line, cutLine(withoutReturn(text))))
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

/**
 * Cuts a line whose end is not known: a last `\r` may be part of the line break, and the last `reach` characters the
 * beginning of a secret, so they never make a piece.
 */
function cutOpen(text: string, reach: number): string[] {
  const end = Math.max(0, text.length - Math.max(reach, text.endsWith('\r') ? 1 : 0))
  const pieces = cutLine(text.slice(0, end))
  return [...pieces.slice(0, -1), `${pieces.at(-1)}${text.slice(end)}`]
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
