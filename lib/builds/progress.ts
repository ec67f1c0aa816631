/**
 * Reduces a build's progress journal to log records and steps. A pure function of the journal's bytes:
 * read again from the start, in whatever pieces, it gives the same records in the same order.
 */
import { StringDecoder } from 'node:string_decoder'
import { type LogEvent, type Note, progressEvent } from './progress-events.ts'
import { createSplitter, type Piece } from './splitter.ts'
import type { LogRecord, LogStream, Step } from './step.ts'
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

type OpenLine = { step: number; stream: LogStream; decoder: StringDecoder; text: string; time: number | null }

export function createProgressReader(): ProgressReader {
  const bytesToText = new StringDecoder('utf8')
  const splitter = createSplitter()
  const table = createStepTable()
  const openLines = new Map<string, OpenLine>()
  const notes = new Set<string>()
  let count = 0
  let finalError = ''

  const record = (fields: Omit<LogRecord, 'line'>): LogRecord => ({ line: ++count, ...fields })

  function takeLog(event: LogEvent): LogRecord[] {
    const key = `${event.vertex} ${event.stream}`
    const stream = event.stream === 2 ? 'stderr' : 'stdout'
    const line = openLines.get(key) ?? {
      step: table.idOf(event.vertex),
      stream,
      decoder: new StringDecoder('utf8'),
      text: '',
      time: null,
    }
    openLines.set(key, line)
    line.time = event.timestamp ?? line.time
    const parts = (line.text + line.decoder.write(event.data)).split('\n')
    line.text = parts.pop() ?? ''
    return parts.map((text) =>
      record({ time: line.time, step: line.step, stream, text: withoutReturn(text) }),
    )
  }

  function closeLines(step: number | null): LogRecord[] {
    const closed: LogRecord[] = []
    for (const [key, line] of openLines) {
      if (step !== null && line.step !== step) continue
      const text = line.text + line.decoder.end()
      openLines.delete(key)
      if (text)
        closed.push(
          record({ time: line.time, step: line.step, stream: line.stream, text: withoutReturn(text) }),
        )
    }
    return closed
  }

  function takeNote(note: Note): LogRecord[] {
    if (notes.has(note.id)) return []
    notes.add(note.id)
    return note.text
      .split('\n')
      .map((text) => record({ time: note.time, step: null, stream: 'slipway', text }))
  }

  function takeText(text: string): LogRecord[] {
    if (text.startsWith('ERROR: ')) finalError = text.slice('ERROR: '.length)
    return [record({ time: null, step: null, stream: 'engine', text })]
  }

  function takePiece(piece: Piece): LogRecord[] {
    if ('text' in piece) return takeText(piece.text)
    const parsed = progressEvent.safeParse(piece.json)
    if (!parsed.success) return takeText(JSON.stringify(piece.json))
    const { vertexes, statuses, logs, note } = parsed.data
    for (const status of statuses) table.takeStatus(status)
    const records = logs.flatMap(takeLog)
    for (const vertex of vertexes) {
      const step = table.takeVertex(vertex)
      if (step.finishedAt !== null) records.push(...closeLines(step.id))
    }
    return note ? [...records, ...takeNote(note)] : records
  }

  return {
    feed: (bytes) => splitter.feed(bytesToText.write(Buffer.from(bytes))).flatMap(takePiece),
    end: () => [...splitter.end().flatMap(takePiece), ...closeLines(null)],
    steps: () => table.steps,
    failedStep: table.failed,
    finalError: () => finalError,
  }
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
