/** How a build ended, as far as its files say. */

/**
 * Why it was told to end. `cancelled`: a person wanted it. `timeout`: it ran for too long. `silence`: nothing was heard
 * of it for too long. `output`: it printed too much.
 */
export const endReasons = ['cancelled', 'timeout', 'silence', 'output'] as const
export type EndReason = (typeof endReasons)[number]

export type Ended = { state: 'exit'; code: number } | { state: 'gone' }

/** `digest`: what buildx says it pushed; null where it says nothing. */
export type Evidence = { ended: Ended; digest: string | null; endReason: EndReason | null }

/**
 * `pushed`: a success if the registry confirms it, whatever else happened. `failed`: its log says why.
 * `interrupted`: its process died without a word.
 */
export type Judgement = { pushed: string } | 'failed' | 'interrupted' | EndReason

export function judge({ ended, digest, endReason }: Evidence): Judgement {
  const hasFailed = ended.state === 'exit' && ended.code !== 0
  if (digest !== null && !hasFailed) return { pushed: digest }
  if (endReason !== null) return endReason
  return ended.state === 'gone' ? 'interrupted' : 'failed'
}
