/** What a rule is given, and how it looks at it. */
import type { BuildSpec } from '#lib/images/types.ts'
import type { Diagnosis } from '../diagnosis.ts'
import { type Phase, phaseOf } from '../phase.ts'
import type { Step } from '../step.ts'
import type { KnownNames } from './near.ts'

export type Lists = Pick<BuildSpec, 'base' | 'apt' | 'conda' | 'pip'>

export type Failure = {
  spec: Lists
  phase: Phase
  /** Lines of the step that failed, oldest first. */
  log: readonly string[]
  /** The engine's final error and the step's own. */
  error: string
  exitCode: number
  /** Names that packages have elsewhere, for “did you mean”. */
  known?: KnownNames | undefined
}

/** `step` is the one that failed, `error` the engine's last word. */
export type Remains = Omit<Failure, 'phase'> & { step: Pick<Step, 'kind' | 'error'> | null }

/** What a build left behind, as the rules want it. */
export function failureOf({ step, error: finalError, ...ended }: Remains): Failure {
  const error = [finalError, step?.error ?? ''].filter(Boolean).join('\n')
  return { ...ended, phase: phaseOf(step, error), error }
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

/** The lines of the log between two patterns, without both; empty where the first is not seen. */
export function between({ log }: Failure, start: RegExp, end: RegExp): readonly string[] {
  const first = log.findIndex((line) => start.test(line))
  if (first === -1) return []
  const rest = log.slice(first + 1)
  const last = rest.findIndex((line) => end.test(line))
  return last === -1 ? rest : rest.slice(0, last)
}

/** The last line that says something before the first match. */
export function lineBefore({ log }: Failure, pattern: RegExp): string | undefined {
  const at = log.findIndex((line) => pattern.test(line))
  return at === -1 ? undefined : log.slice(0, at).findLast((line) => line.trim() !== '')
}

/** The last line of the step that tells of an error, else the last that says something, else the engine's error. */
export function lastWords({ log, error }: Failure): string {
  const words = log.filter((line) => /[A-Za-z]{2}/.test(line) && !noise.test(line))
  const line = words.slice(-40).findLast((text) => isError.test(text)) ?? words.at(-1)
  return (line ?? engineWords(error)).trim().slice(0, 300)
}

const noise = /^(WARNING|hint:|note:|\[notice\]|\[output clipped|xargs:|\s+File "|Traceback|\s*\^+$)/
const isError = /\b(error|fatal|failed|failure|cannot|could not|no such|not found|denied|unable)\b|^E: /i

function engineWords(error: string) {
  const first = error.split('\n').find((line) => line.trim() !== '') ?? ''
  return first.replace(/^(ERROR: )?(failed to solve: )?/, '')
}
