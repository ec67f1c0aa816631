/** What stands behind an image: an existing one's reference, or the base of what a custom one has published. */
import type { Registered } from '#lib/images/types.ts'

/** What the registry answered when the source was asked for the last time; all null: not asked yet. */
export type SourceAnswer = {
  sourceDigest: string | null
  sourceFault: string | null
  sourceCheckedAt: number | null
}

export type RegisteredColumns = SourceAnswer & Omit<Registered, 'fault'>

/** The columns of an existing image that was looked up, or not: then the builder asks soon. */
export function registeredColumns({ fault, ...registered }: Registered): RegisteredColumns {
  const { reference, gpuReference, digest, gpuDigest, facts, gpuFacts } = registered
  const answer = answerOf({ digest: fault === null ? digest : null, fault })
  return { reference, gpuReference, digest, gpuDigest, facts, gpuFacts, ...answer }
}

/** An answer as it is kept. Neither a digest nor a fault: nobody was asked. */
export function answerOf(
  { digest, fault }: { digest: string | null; fault: string | null },
  at = Date.now(),
): SourceAnswer {
  const wasAsked = digest !== null || fault !== null
  return { sourceDigest: digest, sourceFault: fault, sourceCheckedAt: wasAsked ? at : null }
}
