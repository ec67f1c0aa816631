/** Which part of a build failed, in the words of the diagnosis. */
import type { Step, StepKind } from './step.ts'

export type Phase = 'base' | 'apt' | 'conda' | 'pip' | 'export' | 'push' | 'engine'

const byKind: Record<StepKind, Phase> = {
  prepare: 'engine',
  base: 'base',
  apt: 'apt',
  conda: 'conda',
  pip: 'pip',
  export: 'export',
  push: 'push',
  other: 'engine',
}

/** `step` is the one that failed; `error` the engine's last word, which alone tells a push from an export. */
export function phaseOf(step: Pick<Step, 'kind'> | null, error: string): Phase {
  if (step === null) return 'engine'
  if (step.kind === 'export' && /push|registry|unauthorized|authoriz|denied|dial tcp|http/i.test(error))
    return 'push'
  return byKind[step.kind]
}
