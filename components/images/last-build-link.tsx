import Link from 'next/link'
import type { LastBuild } from '#db/queries/images.ts'
import { Status } from '../status.tsx'
import { Time } from '../time.tsx'

/** How the last build of an image stands, the way to its details, and when it was asked for. */
export function LastBuildLink({ build }: { build: LastBuild | null }) {
  if (!build) return <span className="text-muted">None</span>
  return (
    <span className="grid gap-x-2 max-md:flex max-md:flex-wrap">
      <Link
        prefetch={false}
        href={`/admin/builds/${build.id}`}
        title="View build details"
        className="inline-flex items-center gap-x-1.5 rounded-sm hover:underline"
      >
        <Status state={build.state} />
        <span className="text-muted">Build #{build.number}</span>
      </Link>
      <span className="text-muted">
        <Time at={build.requestedAt} />
      </span>
    </span>
  )
}
