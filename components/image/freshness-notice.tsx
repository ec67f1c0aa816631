import type { ReactNode } from 'react'
import type { Freshness } from '#lib/images/freshness.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { FreshnessTitle } from './freshness.tsx'

/** `take`: a form that looks the image up again, its button with these words. */
type Props = { freshness: Freshness; path: string; take: (words: string) => ReactNode }

/** For those who manage an image that is not what its source means today: why, and what they can do. */
export function FreshnessNotice({ freshness, path, take }: Props) {
  const { state, text, remedy, checkedAt } = freshness
  const isWorthTelling = remedy !== null || (state === 'unknown' && checkedAt !== null)
  if (!isWorthTelling) return null
  return (
    <Notice tone={state === 'unknown' ? 'neutral' : 'info'} title={<FreshnessTitle freshness={freshness} />}>
      <p>{text}</p>
      <div className="mt-1">
        {remedy === 'rebuild' && <ButtonLink href={`${path}/rebuild`}>Rebuild with the new base</ButtonLink>}
        {remedy === 'edit' && <ButtonLink href={`${path}/edit`}>Edit its URL</ButtonLink>}
        {remedy === 'take' && take('Take the new digest')}
        {remedy === 'look again' && take('Look it up again')}
      </div>
    </Notice>
  )
}
