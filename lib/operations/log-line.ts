/** One line of the log, from what was given to `console`. */
import { formatWithOptions, inspect, stripVTControlCharacters } from 'node:util'

export type LogForm = 'json' | 'text'
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
type Fields = Record<string, unknown>

export type LogEntry = {
  level: LogLevel
  /** In milliseconds since 1970. */
  time: number
  /** As `console` takes them: texts are the message, an Error is the error, a plain object has further fields. */
  words: readonly unknown[]
  /** What is known without being said: the process, the request. */
  context: Fields
}

const longest = 32_000

/**
 * The entry without a line break at its end. As JSON it never has one inside either; as text what follows one is
 * indented, so that nothing that was said can look like an entry of its own.
 */
export function formatLogLine({ level, time, words, context }: LogEntry, form: LogForm): string {
  const errors = words.filter((word) => word instanceof Error)
  const fields: Fields = Object.assign({}, ...words.filter(isFields), context)
  const text = words.filter((word) => !(word instanceof Error) && !isFields(word))
  const msg = text.length > 0 ? inWords(text) : (errors[0]?.message ?? '')
  const at = new Date(time).toISOString()
  if (form === 'text')
    return indented([at.slice(11, 19), level.padEnd(5), msg, ...inPairs(fields, errors)].join(' '))
  const error = errors[0] && { error: describe(errors[0]) }
  return toJson({ level, time: at, msg, ...without(fields, ['level', 'time', 'msg']), ...error })
}

/** What has no JSON, such as a circle, is told as a text. */
function toJson(line: Fields): string {
  try {
    return JSON.stringify(line)
  } catch {
    const texts = Object.entries(line).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : cut(inspect(value)),
    ])
    return JSON.stringify(Object.fromEntries(texts))
  }
}

function inWords(text: readonly unknown[]): string {
  return cut(stripVTControlCharacters(formatWithOptions({ colors: false }, ...text)))
}

function inPairs(fields: Fields, errors: readonly Error[]): string[] {
  const pairs = Object.entries(without(fields, ['process', 'pid'])).map(
    ([name, value]) => `${name}=${inOneWord(value)}`,
  )
  return [...pairs, ...errors.map((error) => `\n${cut(error.stack ?? error.message)}`)]
}

function inOneWord(value: unknown): string {
  const text = cut(typeof value === 'object' ? inspect(value) : String(value))
  return /[\s"=]/.test(text) ? JSON.stringify(text) : text
}

function indented(line: string): string {
  return stripVTControlCharacters(line).replace(/[\n\v\f\r\u0085\u2028\u2029]+(?! {4})/g, '\n    ')
}

function describe({ name, message, stack, cause }: Error) {
  const because = cause instanceof Error && { cause: cut(cause.stack ?? cause.message) }
  return { name, message: cut(message), stack: stack && cut(stack), ...because }
}

function isFields(word: unknown): word is Fields {
  return typeof word === 'object' && word !== null && Object.getPrototypeOf(word) === Object.prototype
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
