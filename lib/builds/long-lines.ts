/** Lines too long for one record go on in the next. */

/** A line longer than this (UTF-16 units) is cut; the record in which it goes on is said by `continues`. */
export const longestLine = 8_192

/** At least one piece. All but the last are full, so that pieces do not depend on how the line arrives. */
export function cutLine(text: string): string[] {
  const pieces: string[] = []
  let from = 0
  while (text.length - from > longestLine) {
    const to = from + longestLine - (isHighSurrogate(text, from + longestLine - 1) ? 1 : 0)
    pieces.push(text.slice(from, to))
    from = to
  }
  return [...pieces, text.slice(from)]
}

/** The first half of a character of two units: it must not be parted from the second. */
function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xd800 && code <= 0xdbff
}
