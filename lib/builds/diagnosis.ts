/**
 * Why a build failed, in words that a person can act on. A pure function of the log and the spec.
 * The texts that it knows were printed by the tools themselves; whatever it does not know, it quotes.
 */

import { aptRules } from './diagnosis/apt.ts'
import { baseRules } from './diagnosis/base.ts'
import { condaRules } from './diagnosis/conda.ts'
import { type Failure, lastWords, type Rule } from './diagnosis/failure.ts'
import { machineRules } from './diagnosis/machine.ts'
import { pipRules } from './diagnosis/pip.ts'
import { pushRule } from './diagnosis/push.ts'
import type { DiagnosisCode } from './diagnosis-codes.ts'

export type FormField = 'base' | 'pullSecret' | 'apt' | 'conda' | 'pip'

export type Diagnosis = {
  /** What happened, in one sentence. */
  summary: string
  /** What to do about it. */
  advice: string
  /** The field of the form that is to blame, and its lines, counted from 1. */
  field?: FormField
  lines?: number[]
  /** Stable, for filters and tests. */
  code: DiagnosisCode
  /** The last lines of the step, where nothing is known but those. */
  quote?: string[]
  /** What the base would have run of its own, word for word: the form of a rebuild asks about it. */
  triggers?: string[]
}

const managers = { apt: aptRules, conda: condaRules, pip: pipRules }

/** Diagnoses a failed build. Always answers. */
export function diagnose(failure: Failure): Diagnosis {
  for (const rule of rulesFor(failure)) {
    const diagnosis = rule(failure)
    if (diagnosis) return diagnosis
  }
  return unknownFailure(failure)
}

/** A full disk or a dead network makes every manager blame a package, so the machine comes first. */
function rulesFor(failure: Failure): readonly Rule[] {
  const lists = isManager(failure.phase) ? managers[failure.phase] : Object.values(managers).flat()
  return [...machineRules, ...baseRules, pushRule, ...lists]
}

function unknownFailure(failure: Failure): Diagnosis {
  const quote = failure.log.filter((line) => line.trim() !== '').slice(-8)
  const words = lastWords(failure) || `The engine's client ended with status ${failure.exitCode}.`
  return {
    summary: words,
    advice:
      'Slipway does not know this failure. These are the last lines of the step; the log has all of them.',
    ...(quote.length > 0 && { quote }),
    ...(isManager(failure.phase) && { field: failure.phase }),
    code: isManager(failure.phase) ? `${failure.phase}-unknown-failure` : 'unknown-failure',
  }
}

function isManager(phase: Failure['phase']): phase is keyof typeof managers {
  return phase in managers
}
