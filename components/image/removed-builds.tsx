import Link from 'next/link'
import type { HistoryPage } from '#db/queries/image-builds.ts'

type Props = { page: HistoryPage; keepBuilds: number; canChange: boolean }

/** Says at the end of a history that it once was longer, and why. */
export function RemovedBuilds({ page: { removed, older }, keepBuilds, canChange }: Props) {
  if (removed === 0 || older !== null) return null
  const words = removed === 1 ? 'One older build was' : `${removed.toLocaleString('en')} older builds were`
  const kept = keepBuilds === 1 ? 'its last build' : `its last ${keepBuilds.toLocaleString('en')} builds`
  const why = keepBuilds === 0 ? 'Now all are kept' : `An image keeps ${kept}`
  return (
    <p className="text-sm text-muted">
      {words} removed. {why} (
      {canChange ? (
        <Link href="/admin/settings/housekeeping" className="text-link underline">
          Settings, Housekeeping
        </Link>
      ) : (
        'set by administrators'
      )}
      ).
    </p>
  )
}
