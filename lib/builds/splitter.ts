/**
 * Takes buildx's standard error apart: JSON objects, pretty-printed (0.13) or one a line (0.15 and later),
 * between plain lines of text. A line that starts with `{` outside an object begins one. A record separator
 * (RFC 7464) ends whatever was unfinished: a killed buildx may leave half an object behind.
 */
import { createHiddenLine } from './hidden-line.ts'
import { cutLine, longestLine } from './long-lines.ts'
import { type Mask, noMask } from './mask.ts'
import { createObjectScanner, longestObject, type ObjectScanner } from './object-scanner.ts'

export const recordSeparator = '\u001e'

/** A line of text, or a piece of one that is too long and `continues` in the next. */
export type TextPiece = { text: string; continues?: boolean }
/** `isMarked`: right behind a record separator, where our notes stand. `source` is the object's text. */
export type Piece = { json: unknown; source: string; isMarked: boolean } | TextPiece

export type Splitter = { feed(text: string): Piece[]; end(): Piece[] }

/** `mask`: hides what must not stand in the pieces of text. Objects are handed out as they are. */
export function createSplitter(mask: Mask = noMask): Splitter {
  const line = createHiddenLine(mask)
  /** Of the line so far; `isCut` where its beginning was handed out already. */
  let [length, isBlank, isCut] = [0, true, false]
  let object: ObjectScanner | null = null
  let isMarked = false

  function flush(): Piece[] {
    const rest = object ? textOf(object.source(), mask) : endLine('')
    object = null
    return rest
  }

  function endLine(text: string): TextPiece[] {
    const parts = cutLine(line.end(text))
    const rest = isCut ? toPieces(parts) : unlessBlank(parts)
    ;[length, isBlank, isCut] = [0, true, false]
    return rest
  }

  /** Up to the end of the line, or to where an object begins. Returns the index behind it. */
  function takeOutside(text: string, from: number, pieces: Piece[]): number {
    const lineBreak = text.indexOf('\n', from)
    const to = lineBreak === -1 ? text.length : lineBreak
    const begin = isBlank ? beginOfObject(text, from, to) : -1
    if (begin !== -1 && length + begin - from <= longestLine) {
      endLine('')
      object = createObjectScanner()
      return begin
    }
    const part = text.slice(from, to)
    if (lineBreak === -1) {
      const full = line.take(part)
      for (const piece of full) pieces.push({ text: piece, continues: true })
      ;[length, isBlank, isCut] = [
        length + part.length,
        isBlank && part.trim() === '',
        isCut || full.length > 0,
      ]
      return to
    }
    for (const piece of endLine(part)) pieces.push(piece)
    isMarked = false
    return to + 1
  }

  function takeInside(scanner: ObjectScanner, text: string, from: number, pieces: Piece[]): number {
    const to = scanner.take(text, from)
    if (scanner.isWhole()) {
      for (const piece of parseObject(scanner.source(), isMarked, mask)) pieces.push(piece)
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

function parseObject(source: string | null, isMarked: boolean, mask: Mask): Piece[] {
  if (source === null) return textOf(source, mask)
  try {
    return [{ json: JSON.parse(source) as unknown, source, isMarked }]
  } catch {
    return textPieces(source, mask)
  }
}

function textOf(source: string | null, mask: Mask): TextPiece[] {
  return source === null ? [{ text: leftOut }] : textPieces(source, mask)
}

const leftOut = `[An event of the engine’s client was left out: it was longer than ${longestObject / 1024 / 1024} MiB.]`

/** Lines of text; those with nothing in them are left out. */
export function textPieces(text: string, mask: Mask): TextPiece[] {
  return text.split('\n').flatMap((line) => unlessBlank(cutLine(mask.hide(line))))
}

function unlessBlank(parts: string[]): TextPiece[] {
  return parts.length > 1 || parts[0]?.trim() ? toPieces(parts) : []
}

function toPieces(parts: string[]): TextPiece[] {
  return parts.map((text, at) => (at < parts.length - 1 ? { text, continues: true } : { text }))
}
