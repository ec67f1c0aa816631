/** Chunks of a step's output become lines: one buffer and one UTF-8 decoder for each step and stream. */
import { StringDecoder } from 'node:string_decoder'
import { createHiddenLine, type HiddenLine } from './hidden-line.ts'
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

type OpenLine = Omit<Chunk, 'data'> & { decoder: StringDecoder; rest: HiddenLine }

export function createOpenLines(mask: Mask = noMask): OpenLines {
  const open = new Map<string, OpenLine>()

  const begin = (chunk: Omit<Chunk, 'data'>): OpenLine => {
    return { ...chunk, decoder: new StringDecoder('utf8'), rest: createHiddenLine(mask) }
  }

  return {
    take({ data, ...chunk }) {
      const key = `${chunk.step} ${chunk.stream}`
      const line = open.get(key) ?? begin(chunk)
      open.set(key, line)
      line.time = chunk.time ?? line.time
      const text = line.decoder.write(data)
      const lineBreak = text.lastIndexOf('\n')
      const whole = lineBreak === -1 ? [] : line.rest.end(text.slice(0, lineBreak)).split('\n')
      const begun = line.rest.take(text.slice(lineBreak + 1))
      return [
        ...whole.flatMap((ended) => toLines(line, cutLine(withoutReturn(ended)))),
        ...begun.map((piece) => toLine(line, piece, true)),
      ]
    },
    close(step) {
      const closed: Line[] = []
      for (const [key, line] of open) {
        if (step !== null && line.step !== step) continue
        open.delete(key)
        const text = line.rest.end(line.decoder.end())
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

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
