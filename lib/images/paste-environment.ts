/**
 * Reads the part of YAML that environment.yml files are written in: keys at the left, lists of plain or quoted words,
 * one list inside. A reader of our own: a whole YAML library would be as large as the rest of the form, and what it
 * could read beyond this, conda's files do not have.
 */
import { addChannel, nothingTaken, type TakenApart } from './paste-taken.ts'
import { pipOptionFault } from './pip-option.ts'

type Place = 'start' | 'channels' | 'dependencies' | 'pip' | 'skipped' | 'unknown'

/** Takes an environment.yml; null where the text has no line `dependencies:`. */
export function takeEnvironment(lines: readonly string[]): TakenApart | null {
  if (!lines.some((line) => /^dependencies:\s*(\[|#|$)/.test(line))) return null
  const taken = nothingTaken()
  let place: Place = 'start'
  let pipIndent = -1
  for (const [index, typed] of lines.entries()) {
    const text = typed.replace(/(^|\s)#.*$/, '').trimEnd()
    if (text.trim() === '' || text === '---' || text === '...') continue
    const [, key, value = ''] = /^([A-Za-z_-]+):\s*(.*)$/.exec(text) ?? []
    if (key !== undefined) {
      place = placeOf(key)
      const line = { number: index + 1, text: text.trim() }
      if (place === 'unknown') refuse(taken, line, `“${key}:” has no place here.`)
      else if (place !== 'skipped') takeInline(taken, place, { ...line, value })
      continue
    }
    if (place === 'skipped' || place === 'unknown') continue
    const [, indent = '', item] = /^( *)-\s+(.*)$/.exec(text) ?? []
    const line = { number: index + 1, text: text.trim() }
    if (item === undefined || place === 'start') {
      refuse(taken, line, 'This line of YAML was not understood.')
    } else if (/^pip:$/.test(item) && place !== 'channels') {
      pipIndent = indent.length
      place = 'pip'
    } else {
      if (place === 'pip' && indent.length <= pipIndent) place = 'dependencies'
      takeItem(taken, place, { ...line, item })
    }
  }
  return taken
}

function placeOf(key: string): Place {
  if (key === 'channels' || key === 'dependencies') return key
  return key === 'name' || key === 'prefix' ? 'skipped' : 'unknown'
}

type Line = { number: number; text: string }

/** `channels: [a, b]`, or a list that follows on the next lines. */
function takeInline(taken: TakenApart, place: Place, { value, ...line }: Line & { value: string }): void {
  const inside = /^\[([^[\]]*)\]$/.exec(value)?.[1]
  if (inside !== undefined) {
    const items = inside.split(',').map((item) => item.trim())
    for (const item of items) if (item !== '') takeItem(taken, place, { ...line, item })
  } else if (value !== '') refuse(taken, line, 'This line of YAML was not understood.')
}

function takeItem(taken: TakenApart, place: Place, { item, ...line }: Line & { item: string }): void {
  const word = unquote(item)
  if (word === undefined) refuse(taken, line, 'This line of YAML was not understood.')
  else if (place === 'pip') {
    const reason = word.startsWith('-') ? pipOptionFault(word) : undefined
    if (reason) refuse(taken, { ...line, text: word }, reason)
    else taken.pip.push(word)
  } else if (place === 'dependencies') taken.conda.push(word)
  else if (word === 'nodefaults') refuse(taken, { ...line, text: word }, noDefaults)
  else addChannel(taken, word)
}

const noDefaults = 'Channels are only added here; which ones conda has by itself, the base image decides.'

/** A quoted or a plain word; undefined for YAML's other ways to write something. */
function unquote(item: string): string | undefined {
  const [, , quoted] = /^(["'])([^"'\\]*)\1$/.exec(item) ?? []
  if (quoted !== undefined) return quoted
  return /^[[\]{}&*!|>%@`"'?,]|:(\s|$)/.test(item) ? undefined : item
}

function refuse({ notTaken }: TakenApart, { number, text }: Line, reason: string): void {
  notTaken.push({ line: number, text, reason })
}
