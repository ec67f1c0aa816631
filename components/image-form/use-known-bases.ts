import { useEffect, useState } from 'react'
import type { KnownBase } from '#lib/images/known-base.ts'

export type KnownBases = { bases: readonly KnownBase[]; hasMore: boolean }

const none: KnownBases = { bases: [], hasMore: false }
const pauseMs = 150

/** Bases that contain what was typed; null: not asked for. Keeps the last answer until the next one is there. */
export function useKnownBases(typed: string | null): KnownBases {
  const [found, setFound] = useState(none)
  useEffect(() => {
    if (typed === null) return setFound(none)
    const ended = new AbortController()
    const timer = setTimeout(() => {
      askFor(typed, ended.signal)
        .then(setFound)
        .catch(() => {
          // A list that does not come is no fault of what is typed: every URL may be typed without it.
          if (!ended.signal.aborted) setFound(none)
        })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      ended.abort()
    }
  }, [typed])
  return found
}

async function askFor(typed: string, signal: AbortSignal): Promise<KnownBases> {
  const answer = await fetch(`/api/images/bases?q=${encodeURIComponent(typed)}`, { signal })
  return answer.ok ? answer.json() : none
}
