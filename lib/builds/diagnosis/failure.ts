/** What a rule is given, and what rules share. */
import type { BuildSpec, PackageManager } from '#lib/images/types.ts'
import type { Diagnosis } from '../diagnosis.ts'
import type { Phase } from '../phase.ts'

export type Failure = {
  spec: Pick<BuildSpec, 'base' | 'apt' | 'conda' | 'pip'>
  phase: Phase
  /** Lines of the step that failed, oldest first. */
  log: readonly string[]
  /** The engine's final error and the step's own. */
  error: string
  exitCode: number
}

/** Answers when it recognises the failure. */
export type Rule = (failure: Failure) => Diagnosis | null

/** The first match of a pattern in the log or in the error. */
export function seen({ log, error }: Failure, pattern: RegExp): RegExpMatchArray | null {
  for (const line of [...log, ...error.split('\n')]) {
    const match = line.match(pattern)
    if (match) return match
  }
  return null
}

/** The first group of every match in the log, each once. */
export function allSeen({ log }: Failure, pattern: RegExp): string[] {
  const found = log.flatMap((line) => {
    const word = line.match(pattern)?.[1]
    return word ? [word] : []
  })
  return [...new Set(found)]
}

/** Lines of a list that name a package, whatever else stands on them; counted from 1. */
export function linesNaming(
  spec: Failure['spec'],
  manager: PackageManager,
  names: readonly string[],
): number[] {
  const wanted = new Set(names.map(fold))
  return spec[manager].split('\n').flatMap((line, index) => {
    const words = line.replace(/(^|\s)#.*/, '').split(/[^A-Za-z0-9+._-]+/)
    return words.some((word) => wanted.has(fold(word))) ? [index + 1] : []
  })
}

/** The field and lines to blame, as far as the form has them. */
export function blame(spec: Failure['spec'], manager: PackageManager, names: readonly string[]) {
  const lines = linesNaming(spec, manager, names)
  return lines.length > 0 ? { field: manager, lines } : { field: manager }
}

/** `a`, `a and b`, `a, b and c`, each in quotes. */
export function quoted(names: readonly string[]): string {
  const all = names.map((name) => `“${name}”`)
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

/** ` (line 3)`, ` (lines 3 and 5)`, or nothing. */
export function place(lines: readonly number[] = []): string {
  if (lines.length === 0) return ''
  const list = lines.length === 1 ? `${lines[0]}` : `${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`
  return ` (line${lines.length === 1 ? '' : 's'} ${list})`
}

/** The last line of the step that says something, else the engine's error. */
export function lastWords({ log, error }: Failure): string {
  const line = log.findLast((text) => /[A-Za-z]/.test(text) && !/^(WARNING|\[notice\])/.test(text))
  return (line ?? error.split('\n')[0] ?? '').trim().slice(0, 300)
}

/** pip's and conda's own rule for names that are the same; harmless for Debian's, which are lowercase. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}
