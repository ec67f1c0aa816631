import { CircleCheck, CircleHelp, type LucideIcon, Pin, RefreshCw } from 'lucide-react'
import type { Freshness, FreshnessState } from '#lib/images/freshness.ts'
import { Time } from '../time.tsx'

const looks: Record<FreshnessState, { icon: LucideIcon; colour: string }> = {
  fresh: { icon: CircleCheck, colour: 'text-success' },
  'base changed': { icon: RefreshCw, colour: 'text-info' },
  moved: { icon: RefreshCw, colour: 'text-info' },
  unknown: { icon: CircleHelp, colour: 'text-muted' },
  pinned: { icon: Pin, colour: 'text-muted' },
}

/** Whether an image is what its source means today, in a few words, and when that was looked up. */
export function FreshnessWords({ freshness }: { freshness: Freshness }) {
  const { icon: Icon, colour } = looks[freshness.state]
  return (
    <span>
      <Icon aria-hidden className={`mr-1.5 inline-block size-4 align-text-bottom ${colour}`} />
      <FreshnessTitle freshness={freshness} />
    </span>
  )
}

/** The words alone, for where another icon stands before them. */
export function FreshnessTitle({ freshness: { state, title, checkedAt } }: { freshness: Freshness }) {
  return (
    <>
      {title}
      {checkedAt !== null && state !== 'pinned' && (
        <span className="text-muted">
          , checked <Time at={checkedAt} />
        </span>
      )}
    </>
  )
}
