/**
 * Reduces a build's progress journal to log records and steps. A pure function of the journal's bytes:
 * read again from the start, in whatever pieces, it gives the same records in the same order. With a limit, the
 * middle of what is too much is left out and said to be.
 */
import { StringDecoder } from 'node:string_decoder'
import { createClipWords } from './clipped.ts'
import { createLimitedLog } from './log-limit.ts'
import { type Mask, noMask } from './mask.ts'
import { type Note, openNote } from './note.ts'
import { createOpenLines, type Line } from './open-lines.ts'
import { type LogEvent, type ProgressEvent, progressEvent } from './progress-events.ts'
import { createSplitter, type Piece, type TextPiece, textPieces } from './splitter.ts'
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
  /** Lines that are not in the log yet, because it is full but for its end. */
  heldBack(): readonly Line[]
}

type Settings = {
  /** Bytes that the log will not be longer than. */
  limit?: number | undefined
  /** Hides what must not stand there. */
  mask?: Mask
  /** Of the build's notes: without it, whatever looks like a note is one. */
  noteKey?: string
}

export function createProgressReader({ limit, mask = noMask, noteKey = '' }: Settings = {}): ProgressReader {
  const bytesToText = new StringDecoder('utf8')
  const splitter = createSplitter(mask)
  const table = createStepTable()
  const openLines = createOpenLines(mask)
  const log = createLimitedLog(limit)
  const clipWords = createClipWords()
  const notes = new Set<string>()
  let finalError = ''

  function takeLog({ vertex, stream, timestamp, data }: LogEvent): Line[] {
    const name = stream === 2 ? 'stderr' : 'stdout'
    const step = table.idOf(vertex)
    return openLines.take({ step, stream: name, time: timestamp ?? null, data }).flatMap((line) => {
      const text = clipWords.explain(step, line.text)
      return text === null ? [line] : [line, { time: line.time, step: null, stream: 'slipway', text }]
    })
  }

  function takeNote(note: Note): Line[] {
    if (notes.has(note.id)) return []
    notes.add(note.id)
    return mask
      .hide(note.text)
      .split('\n')
      .map((text) => ({ time: note.time, step: null, stream: 'slipway', text }))
  }

  function takeText(piece: TextPiece): Line {
    if (piece.text.startsWith('ERROR: ')) finalError = piece.text.slice('ERROR: '.length)
    return { time: null, step: null, stream: 'engine', ...piece }
  }

  function takePiece(piece: Piece): Line[] {
    if ('text' in piece) return [takeText(piece)]
    const note = piece.isMarked ? openNote(noteKey, piece.json) : null
    if (note) return takeNote(note)
    const event = progressEvent.safeParse(piece.json)
    return event.success ? takeEvent(event.data) : textPieces(piece.source, mask).map(takeText)
  }

  function takeEvent({ vertexes, statuses, logs, warnings }: ProgressEvent): Line[] {
    for (const status of statuses) table.takeStatus({ ...status, id: mask.hide(status.id) })
    const lines = logs.flatMap(takeLog)
    for (const { vertex, short } of warnings) {
      lines.push({
        time: null,
        step: table.idOf(vertex),
        stream: 'engine',
        text: `WARNING: ${mask.hide(short)}`,
      })
    }
    for (const vertex of vertexes) {
      const step = table.takeVertex({
        ...vertex,
        name: mask.hide(vertex.name),
        error: mask.hide(vertex.error),
      })
      if (step.finishedAt !== null) lines.push(...openLines.close(step.id))
    }
    return lines
  }

  return {
    feed: (bytes) => splitter.feed(bytesToText.write(bytes)).flatMap((piece) => log.take(takePiece(piece))),
    end: () => {
      const last = [...splitter.end().flatMap(takePiece), ...openLines.close(null)]
      return [...log.take(last), ...log.end()]
    },
    steps: () => table.steps,
    failedStep: table.failed,
    finalError: () => finalError,
    heldBack: log.heldBack,
  }
}
