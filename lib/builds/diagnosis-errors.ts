/** A failed build's diagnosis as errors of the form that rebuilds it. */
import type { Diagnosis } from './diagnosis.ts'

/** Field name → errors; the lines to blame are marked by errors such as `Line 3: …`. */
export function diagnosisErrors(diagnosis: Diagnosis | null): Record<string, string[]> {
  if (!diagnosis?.field) return {}
  const field = diagnosis.field === 'pullSecret' ? 'pullSecretId' : diagnosis.field
  const words = `${diagnosis.summary} ${diagnosis.advice}`
  const [first, ...others] = diagnosis.lines ?? []
  if (first === undefined) return { [field]: [words] }
  return {
    [field]: [
      `Line ${first}: ${words}`,
      ...others.map((line) => `Line ${line}: the same, see line ${first}.`),
    ],
  }
}
