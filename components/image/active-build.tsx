import Link from 'next/link'
import { Notice } from '../ui/notice.tsx'

/** Says why an image cannot be rebuilt now. */
export function ActiveBuild({ build: { id, number } }: { build: { id: number; number: number } }) {
  return (
    <Notice
      tone="warning"
      title={
        <Link prefetch={false} href={`/admin/builds/${id}`} className="underline underline-offset-3">
          Image building in progress
        </Link>
      }
    >
      <p>Build #{number} has not ended yet. Wait for it, or cancel it, then rebuild.</p>
    </Notice>
  )
}
