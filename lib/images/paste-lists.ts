/** Package lists in which something was pasted that is no list. */
import { takeApart } from './paste.ts'
import type { NotTaken, TakenApart } from './paste-taken.ts'
import { type PackageManager, packageManagers } from './types.ts'

/** The text of each list. */
export type Lists = Record<PackageManager, string>

/** `notice` says what was done: a sentence, then one for each part that could not be taken. */
export type Unpacked = { lists: Lists; notice: string[] }

const shown = 20
const names: Record<PackageManager, string> = { apt: 'APT', conda: 'Conda', pip: 'Pip' }

/**
 * Takes apart what stands in one list: it is replaced by its own lines, the others get theirs at the end. Null where
 * it is a list already.
 */
export function unpackList(lists: Lists, own: PackageManager): Unpacked | null {
  const taken = takeApart(lists[own], own)
  return taken && { lists: addLines({ ...lists, [own]: '' }, taken), notice: describeTaken(taken, own) }
}

/** Adds what was taken to the end of each list. */
export function addLines(lists: Lists, taken: TakenApart): Lists {
  const added = packageManagers.map((manager) => [manager, append(lists[manager], taken[manager])])
  return Object.fromEntries(added) as Lists
}

/** What went into which list, and what did not and why, in sentences. `own`: the list that it stood in already. */
export function describeTaken(taken: TakenApart, own?: PackageManager): string[] {
  const counts = packageManagers.filter((manager) => taken[manager].length > 0)
  const parts = counts.map((manager) => `${countOf(taken[manager].length)} for ${names[manager]}`)
  const verb = own ? 'was taken out' : 'was not taken'
  const refused = [...new Set(taken.notTaken.map((part) => describeRefused(part, verb)))]
  const rest = refused.length - shown
  return [
    `What ${own ? `stood in ${names[own]}` : 'you pasted'} was taken apart: ${enumerate(parts)}.`,
    ...refused.slice(0, shown),
    ...(rest > 0
      ? [`${rest.toLocaleString('en')} more parts ${own ? 'were taken out' : 'were not taken'}.`]
      : []),
  ]
}

function describeRefused({ line, text, reason }: NotTaken, verb: string): string {
  const part = text.length > 80 ? `${[...text].slice(0, 79).join('')}…` : text
  return `Line ${line} of it: “${part}” ${verb}. ${reason}`
}

function countOf(count: number): string {
  return `${count.toLocaleString('en')} line${count === 1 ? '' : 's'}`
}

function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function append(text: string, lines: readonly string[]): string {
  if (lines.length === 0) return text
  const before = text.trimEnd()
  return [...(before === '' ? [] : [before]), ...lines].join('\n')
}
