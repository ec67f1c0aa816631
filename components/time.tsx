import { formatDuration, isoDuration } from './duration.ts'
import { formatAbsolute, formatRelative } from './moment.ts'

/** When something happened: how long ago, and exactly when on hover. */
export function Time({ at, now = Date.now() }: { at: number; now?: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatAbsolute(at)} suppressHydrationWarning>
      {formatRelative(at, now)}
    </time>
  )
}

export function Duration({ ms }: { ms: number }) {
  return (
    <time dateTime={isoDuration(ms)} className="tabular-nums" suppressHydrationWarning>
      {formatDuration(ms)}
    </time>
  )
}
