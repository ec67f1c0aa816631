/**
 * Takes buildx's standard error apart: JSON objects, pretty-printed (0.13) or one a line (0.15 and later),
 * between plain lines of text. A line that starts with `{` outside an object begins one. A record separator
 * (RFC 7464) ends whatever was unfinished: a killed buildx may leave half an object behind.
 */
export const recordSeparator = '\u001e'

/** `isMarked`: right behind a record separator, where only we write. `source` is the object's text. */
export type Piece = { json: unknown; source: string; isMarked: boolean } | { text: string }

export type Splitter = { feed(text: string): Piece[]; end(): Piece[] }

export function createSplitter(): Splitter {
  let line = ''
  let object = ''
  let depth = 0
  let inString = false
  let isEscaped = false
  let isMarked = false

  function flush(): Piece[] {
    const rest = depth === 0 ? line : object
    ;[line, object, depth, inString, isEscaped] = ['', '', 0, false, false]
    return textPieces(rest)
  }

  function takeOutside(char: string, pieces: Piece[]) {
    if (char === '{' && line.trim() === '') {
      ;[line, object, depth] = ['', '{', 1]
    } else if (char === '\n') {
      pieces.push(...textPieces(line))
      line = ''
      isMarked = false
    } else {
      line += char
    }
  }

  function takeInside(char: string, pieces: Piece[]) {
    object += char
    if (inString) {
      if (isEscaped) isEscaped = false
      else if (char === '\\') isEscaped = true
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
    if (depth > 0) return
    pieces.push(...parseObject(object, isMarked))
    isMarked = false
  }

  return {
    feed(text) {
      const pieces: Piece[] = []
      for (const char of text) {
        if (char === recordSeparator) {
          pieces.push(...flush())
          isMarked = true
        } else if (depth === 0) takeOutside(char, pieces)
        else takeInside(char, pieces)
      }
      return pieces
    },
    end: flush,
  }
}

function parseObject(source: string, isMarked: boolean): Piece[] {
  try {
    return [{ json: JSON.parse(source) as unknown, source, isMarked }]
  } catch {
    return textPieces(source)
  }
}

function textPieces(text: string): Piece[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => ({ text: line }))
}
