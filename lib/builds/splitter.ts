/**
 * Takes buildx's standard error apart: JSON objects, pretty-printed (0.13) or one a line (0.15 and later),
 * between plain lines of text. A line that starts with `{` outside an object begins one. A record separator
 * (RFC 7464) ends whatever was unfinished: a killed buildx may leave half an object behind.
 */
import { cutLine, longestLine } from './long-lines.ts'
import { createObjectScanner, longestObject, type ObjectScanner } from './object-scanner.ts'

export const recordSeparator = '\u001e'

/** A line of text, or a piece of one that is too long and `continues` in the next. */
export type TextPiece = { text: string; continues?: boolean }
/** `isMarked`: right behind a record separator, where our notes stand. `source` is the object's text. */
export type Piece = { json: unknown; source: string; isMarked: boolean } | TextPiece

export type Splitter = { feed(text: string): Piece[]; end(): Piece[] }

export function createSplitter(): Splitter {
  let line = ''
  /** The beginning of the line was handed out already. */
  let isCut = false
  let object: ObjectScanner | null = null
  let isMarked = false

  function flush(): Piece[] {
    const rest = object ? textOf(object.source()) : lastOf(line, isCut)
    ;[line, isCut, object] = ['', false, null]
    return rest
  }

  /** Up to the end of the line, or to where an object begins. Returns the index behind it. */
  function takeOutside(text: string, from: number, pieces: Piece[]): number {
    const lineBreak = text.indexOf('\n', from)
    const to = lineBreak === -1 ? text.length : lineBreak
    const begin = isCut || line.trim() !== '' ? -1 : beginOfObject(text, from, to)
    if (begin !== -1 && line.length + begin - from <= longestLine) {
      line = ''
      object = createObjectScanner()
      return begin
    }
    const parts = cutLine(line + text.slice(from, to))
    line = parts.pop() ?? ''
    for (const part of parts) pieces.push({ text: part, continues: true })
    isCut ||= parts.length > 0
    if (lineBreak === -1) return to
    pieces.push(...lastOf(line, isCut))
    ;[line, isCut, isMarked] = ['', false, false]
    return to + 1
  }

  function takeInside(scanner: ObjectScanner, text: string, from: number, pieces: Piece[]): number {
    const to = scanner.take(text, from)
    if (scanner.isWhole()) {
      for (const piece of parseObject(scanner.source(), isMarked)) pieces.push(piece)
      ;[object, isMarked] = [null, false]
    }
    return to
  }

  function take(text: string, pieces: Piece[]): void {
    for (let at = 0; at < text.length; )
      at = object ? takeInside(object, text, at, pieces) : takeOutside(text, at, pieces)
  }

  return {
    feed(text) {
      const pieces: Piece[] = []
      for (const [index, part] of text.split(recordSeparator).entries()) {
        if (index > 0) {
          for (const piece of flush()) pieces.push(piece)
          isMarked = true
        }
        take(part, pieces)
      }
      return pieces
    },
    end: flush,
  }
}

/** Where a `{` stands behind nothing but blanks, else -1. */
function beginOfObject(text: string, from: number, to: number): number {
  let at = from
  while (at < to && text[at]?.trim() === '') at += 1
  return at < to && text[at] === '{' ? at : -1
}

function parseObject(source: string | null, isMarked: boolean): Piece[] {
  if (source === null) return textOf(source)
  try {
    return [{ json: JSON.parse(source) as unknown, source, isMarked }]
  } catch {
    return textPieces(source)
  }
}

function textOf(source: string | null): TextPiece[] {
  return source === null ? [{ text: leftOut }] : textPieces(source)
}

const leftOut = `[An event of the engine’s client was left out: it was longer than ${longestObject / 1024 / 1024} MiB.]`

/** Lines of text; those with nothing in them are left out. */
export function textPieces(text: string): TextPiece[] {
  return text.split('\n').flatMap((line) => {
    const parts = cutLine(line)
    const last = lastOf(parts.pop() ?? '', parts.length > 0)
    return [...parts.map((part) => ({ text: part, continues: true })), ...last]
  })
}

/** What stands before a line break: nothing where the whole line is blank. */
function lastOf(line: string, isCut: boolean): TextPiece[] {
  return isCut || line.trim() !== '' ? [{ text: line }] : []
}
