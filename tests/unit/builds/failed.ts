import type { Failure } from '#lib/builds/diagnosis/failure.ts'
import type { KnownNames } from '#lib/builds/diagnosis/near.ts'
import { diagnose } from '#lib/builds/diagnosis.ts'

/** What a test says of a failure; the rest is empty. */
export type Failed = Partial<Failure['spec']> & {
  phase: Failure['phase']
  log?: string
  error?: string
  known?: KnownNames
}

export function diagnosisOf({ phase, log = '', error = 'exit code: 1', known, ...spec }: Failed) {
  const full = { base: 'registry.example/nb:1', apt: '', conda: '', pip: '', ...spec }
  return diagnose({ spec: full, phase, log: log.split('\n'), error, exitCode: 1, known })
}
