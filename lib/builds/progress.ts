/**
 * Reduces a build's progress journal to log records and steps. A pure function of the journal's bytes:
 * read again from the start, in whatever pieces, it gives the same records in the same order.
 */
import { StringDecoder } from 'node:string_decoder'
import { createOpenLines, type Line } from './open-lines.ts'
import { type LogEvent, type Note, noteEvent, type ProgressEvent, progressEvent } from './progress-events.ts'
import { createSplitter, type Piece } from './splitter.ts'
import type { LogRecord, Step } from './step.ts'
import { createStepTable } from './step-table.ts'

export type ProgressReader = {
  /** Takes the next bytes of the journal and returns the records that they complete. */
  feed(bytes: Uint8Array): LogRecord[]
  /** The journal has ended: returns what stood in unfinished lines. */
  end(): LogRecord[]
  steps(): readonly Step[]
  failedStep(): Step | null
  /** The engine's last `ERROR:` line, without that word; empty when there was none. */
  finalError(): string
}

export function createProgressReader(): ProgressReader {
  const bytesToText = new StringDecoder('utf8')
  const splitter = createSplitter()
  const table = createStepTable()
  const openLines = createOpenLines()
  const notes = new Set<string>()
  let count = 0
  let finalError = ''

  const number = (line: Line): LogRecord => ({ line: ++count, ...line })

  function takeLog({ vertex, stream, timestamp, data }: LogEvent): Line[] {
    const name = stream === 2 ? 'stderr' : 'stdout'
    return openLines.take({ step: table.idOf(vertex), stream: name, time: timestamp ?? null, data })
  }

  function takeNote(note: Note): Line[] {
    if (notes.has(note.id)) return []
    notes.add(note.id)
    return note.text.split('\n').map((text) => ({ time: note.time, step: null, stream: 'slipway', text }))
  }

  function takeText(source: string): Line[] {
    return source.split('\n').map((text) => {
      if (text.startsWith('ERROR: ')) finalError = text.slice('ERROR: '.length)
      return { time: null, step: null, stream: 'engine', text }
    })
  }

  function takePiece(piece: Piece): Line[] {
    if ('text' in piece) return takeText(piece.text)
    const note = piece.isMarked ? noteEvent.safeParse(piece.json) : null
    if (note?.success) return takeNote(note.data.note)
    const event = progressEvent.safeParse(piece.json)
    return event.success ? takeEvent(event.data) : takeText(piece.source)
  }

  function takeEvent({ vertexes, statuses, logs, warnings }: ProgressEvent): Line[] {
    for (const status of statuses) table.takeStatus(status)
    const lines = logs.flatMap(takeLog)
    for (const { vertex, short } of warnings) {
      lines.push({ time: null, step: table.idOf(vertex), stream: 'engine', text: `WARNING: ${short}` })
    }
    for (const vertex of vertexes) {
      const step = table.takeVertex(vertex)
      if (step.finishedAt !== null) lines.push(...openLines.close(step.id))
    }
    return lines
  }

  return {
    feed: (bytes) =>
      splitter
        .feed(bytesToText.write(Buffer.from(bytes)))
        .flatMap(takePiece)
        .map(number),
    end: () => [...splitter.end().flatMap(takePiece), ...openLines.close(null)].map(number),
    steps: () => table.steps,
    failedStep: table.failed,
    finalError: () => finalError,
  }
}
