/** Finds the end of a JSON object that arrives in pieces. Looks at brackets and strings only; the rest is the parser's. */
export type ObjectScanner = {
  /** Takes text from an index on. Returns the index behind the object, or behind the text where the object goes on. */
  take(text: string, from: number): number
  isWhole(): boolean
  /** The object so far; null where it is too long to be kept. */
  source(): string | null
}

/** The engine sends at most a few MiB at once; whatever is longer is no event. UTF-16 units. */
export const longestObject = 16 * 1024 * 1024

export function createObjectScanner(): ObjectScanner {
  let pieces: string[] = []
  let length = 0
  let depth = 0
  let inString = false
  let isEscaped = false

  function scan(text: string, from: number): number {
    let at = from
    while (at < text.length) {
      if (isEscaped) {
        isEscaped = false
        at += 1
        continue
      }
      const found = next(inString ? marksInString : marks, text, at)
      if (found === -1) return text.length
      at = found + 1
      takeMark(text[found])
      if (depth === 0) return at
    }
    return at
  }

  function takeMark(mark: string | undefined): void {
    if (mark === '\\') isEscaped = true
    else if (mark === '"') inString = !inString
    else if (mark === '{' || mark === '[') depth += 1
    else depth -= 1
  }

  return {
    take(text, from) {
      const to = scan(text, from)
      length += to - from
      if (length > longestObject) pieces = []
      else pieces.push(text.slice(from, to))
      return to
    },
    isWhole: () => length > 0 && depth === 0,
    source: () => (length > longestObject ? null : pieces.join('')),
  }
}

const marks = /["{}[\]]/g
const marksInString = /["\\]/g

function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? -1
}
