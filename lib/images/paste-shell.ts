/** Reads commands as a shell would split them into words, but fills nothing in and runs nothing. */

export type Word = { text: string; line: number; isQuoted: boolean }

/** The words of each command; a command ends at the end of its line or at `&&`, `||`, `|`, `;` and `&`. */
export function readCommands(lines: readonly string[]): Word[][] {
  const commands: Word[][] = []
  let words: Word[] = []
  let goesOn = false
  for (const [index, typed] of lines.entries()) {
    // A comment in the middle of a command that goes on is left out, as Docker does.
    if (/^\s*#/.test(typed)) continue
    const text = typed.trimEnd()
    goesOn = text.endsWith('\\')
    const parts = splitWords(goesOn ? text.slice(0, -1) : text, index + 1)
    for (const part of parts) {
      if (part !== 'end') words.push(part)
      else {
        commands.push(words)
        words = []
      }
    }
    if (goesOn) continue
    commands.push(words)
    words = []
  }
  return [...commands, words].filter(({ length }) => length > 0)
}

const piece = /\s+|(#.*)|([&|;]+)|"([^"]*)"|'([^']*)'|([^\s&|;"']+|.)/gy

/** One line's words, and `end` where a command ends in it. */
function splitWords(text: string, line: number): (Word | 'end')[] {
  const words: (Word | 'end')[] = []
  let isInside = false
  for (const [, comment, operator, double, single, plain] of text.matchAll(piece)) {
    const last = words.at(-1)
    const part: string | undefined = double ?? single ?? plain ?? (isInside ? comment : undefined)
    if (part === undefined) {
      if (comment !== undefined) break
      if (operator !== undefined) words.push('end')
    } else if (isInside && last && last !== 'end') {
      last.text += part
    } else words.push({ text: part, line, isQuoted: plain === undefined })
    isInside = part !== undefined
  }
  return words
}
