/** A line of a log as a terminal would colour it, taken apart: text and styles, never markup. */

export const ansiColours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
export type AnsiColour = (typeof ansiColours)[number]

export type AnsiStyle = {
  colour: AnsiColour | null
  isBold: boolean
  isDim: boolean
  isItalic: boolean
  isUnderlined: boolean
}
export type AnsiSegment = AnsiStyle & { text: string }

const plain: AnsiStyle = {
  colour: null,
  isBold: false,
  isDim: false,
  isItalic: false,
  isUnderlined: false,
}

const esc = String.fromCharCode(0x1b)
const bell = String.fromCharCode(0x07)
const kinds = [
  // CSI: parameters and final byte are captured.
  `${esc}\\[([0-?]*)[ -/]*([@-~])`,
  // Strings such as window titles and links, up to their end.
  `${esc}[\\]PX^_][^${bell}${esc}]*(?:${bell}|${esc}\\\\)`,
  `${esc}[ -/]*[0-~]?`,
  '(?!\\t)\\p{Cc}',
]
const sequence = new RegExp(kinds.join('|'), 'gu')
const control = /(?!\t)\p{Cc}/u

/** Splits a line into styled pieces. Colours and weights are kept; every other escape sequence is left out. */
export function parseAnsi(line: string): AnsiSegment[] {
  if (!control.test(line)) return [{ ...plain, text: line }]
  const text = lastOverwrite(line)
  const segments: AnsiSegment[] = []
  let style = plain
  let from = 0
  for (const found of text.matchAll(sequence)) {
    addSegment(segments, style, text.slice(from, found.index))
    from = found.index + found[0].length
    if (found[2] === 'm') style = applySgr(style, found[1] ?? '')
  }
  addSegment(segments, style, text.slice(from))
  return segments
}

/** The line as plain text, as `parseAnsi` shows it. */
export function stripAnsi(line: string): string {
  return control.test(line) ? lastOverwrite(line).replace(sequence, '') : line
}

/** A carriage return overwrites what stood before it: a progress bar shows its last state. */
function lastOverwrite(line: string): string {
  return line.split('\r').findLast((part) => part !== '') ?? ''
}

function addSegment(segments: AnsiSegment[], style: AnsiStyle, text: string) {
  const last = segments.at(-1)
  if (text === '') return
  if (last && isSameStyle(last, style)) last.text += text
  else segments.push({ ...style, text })
}

function isSameStyle(a: AnsiStyle, b: AnsiStyle): boolean {
  return (Object.keys(plain) as (keyof AnsiStyle)[]).every((key) => a[key] === b[key])
}

/** Select Graphic Rendition, ECMA-48 §8.3.117. */
function applySgr(before: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/).map(Number)
  let style = before
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0
    if (code === 38 || code === 48) at += codes[at + 1] === 2 ? 4 : 2
    else style = applyCode(style, code)
  }
  return style
}

const changes: Record<number, Partial<AnsiStyle>> = {
  0: plain,
  1: { isBold: true },
  2: { isDim: true },
  3: { isItalic: true },
  4: { isUnderlined: true },
  22: { isBold: false, isDim: false },
  23: { isItalic: false },
  24: { isUnderlined: false },
  39: { colour: null },
}

function applyCode(style: AnsiStyle, code: number): AnsiStyle {
  const change = changes[code]
  if (change) return { ...style, ...change }
  const isColour = (code >= 30 && code <= 37) || (code >= 90 && code <= 97)
  return isColour ? { ...style, colour: ansiColours[code % 10] ?? null } : style
}
