/** Images on offer as the base of another, in the order in which they are offered. */
import type { ImageType } from './types.ts'

export type KnownBase = { reference: string } & (
  | { isRecommended: true }
  | {
      isRecommended: false
      displayName: string
      isSystem: boolean
      type: ImageType
      /** Which of two URLs this one is, where an image has two. */
      isFor: 'CPU' | 'GPU' | null
      /** What its registry asks for; `not shared` with this viewer. */
      pullSecretId: number | 'not shared' | null
    }
)

/** Recommended references that contain what was typed, in any case. */
export function recommendedBases(references: readonly string[], typed: string): KnownBase[] {
  const words = typed.trim().toLowerCase()
  const fitting = references.filter((reference) => reference.toLowerCase().includes(words))
  return [...new Set(fitting)].map((reference) => ({ reference, isRecommended: true }))
}
