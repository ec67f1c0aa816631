import { forbiddenCharacter, foreignCharacter } from './characters.ts'

/** One line of a list that cannot be used: `line` counts from 1 in the text as typed, `text` is the line, shortened. */
export type LineFault = { line: number; text: string; reason: string }

/** What a list holds: the lines that were understood and the lines that were not, both in order. */
export type ParsedList<T> = { packages: T[]; faults: LineFault[] }

/** A line that was understood: `text` is the line as typed, comment and spaces included. */
export type PackageLine = { line: number; text: string }

/** Reads one line without its comment and outer spaces: what it means, or the reason why it cannot be used. */
export type LineReader<T> = (content: string) => T | string

export const maximumLines = 1000
export const maximumLength = 512

/** A comment from its `#` on, and the `content` in front of it. */
export type Comment = { comment: string; content: string; line: number }

type ListRules = {
  /** Refuses a comment; pip reads its list with the comments in it, so some of them matter. */
  commentFault?: (comment: Comment) => string | undefined
}

/**
 * Reads a list of package lines. Empty lines and lines that start with `#` are skipped, and ` # …` at the end of a
 * line is a comment. Never throws; stops after 1,000 lines, so its time and its answer are bounded.
 */
export function parseLines<T extends object>(text: string, read: LineReader<T>, rules: ListRules = {}) {
  const list: ParsedList<T & PackageLine> = { packages: [], faults: [] }
  let line = 0
  for (const typed of eachLine(text)) {
    line += 1
    const { content, comment } = splitComment(typed)
    const fault = lineFault(typed, content) ?? (comment && rules.commentFault?.({ comment, content, line }))
    if (!fault && content === '') continue
    if (list.packages.length + list.faults.length >= maximumLines) {
      list.faults.push({ line, text: shorten(typed), reason: tooManyLines })
      break
    }
    const reading = fault || read(content)
    if (typeof reading === 'string') list.faults.push({ line, text: shorten(typed), reason: reading })
    else list.packages.push({ ...reading, line, text: typed })
  }
  return list
}

const tooManyLines = `A list has at most ${maximumLines.toLocaleString('en')} packages. Remove this line and those below it.`

/** The lines of a text, one at a time: a hostile text of a million lines is not split at once. */
function* eachLine(text: string) {
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    yield text.slice(start, end > start && newline !== -1 && text[end - 1] === '\r' ? end - 1 : end)
    start = end + 1
  }
}

/** Where a comment starts is pip's rule: `#` at the start or after a space. */
function splitComment(typed: string) {
  const start = typed.length > maximumLength ? -1 : typed.search(/(^|[ \t])#/)
  const content = start === -1 ? typed : typed.slice(0, start)
  return { content: trimBlanks(content), comment: start === -1 ? '' : typed.slice(start).trimStart() }
}

function trimBlanks(text: string) {
  return text.length > maximumLength ? text : text.replace(/^[ \t]+|[ \t]+$/g, '')
}

/** Comments may be in any language; what is read by a package manager is ASCII; neither hides a character. */
function lineFault(typed: string, content: string) {
  if (typed.length > maximumLength) {
    return `The line has ${typed.length.toLocaleString('en')} characters; at most ${maximumLength} fit.`
  }
  const forbidden = forbiddenCharacter(typed)
  if (forbidden) return `The line contains ${forbidden}. Remove it.`
  const foreign = foreignCharacter(content)
  if (foreign)
    return `The line contains ${foreign}, which no package name or version has. Type it again by hand.`
  return undefined
}

/** Shortened for a message; never cuts a character in half. */
function shorten(typed: string) {
  return typed.length <= 120 ? typed : `${[...typed.slice(0, 118)].slice(0, 116).join('')}…`
}
