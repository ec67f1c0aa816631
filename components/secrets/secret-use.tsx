import Link from 'next/link'
import type { PullSecretUse } from '#db/queries/pull-secret-changes.ts'
import { Notice } from '../ui/notice.tsx'

/** By which images and builds a pull secret is used. */
export function SecretUse({ use: { images, active, pastBuilds } }: { use: PullSecretUse }) {
  return (
    <div className="grid gap-4 text-sm">
      {images.length > 0 && (
        <Notice
          tone="warning"
          title={`${images.length === 1 ? '1 image uses' : `${images.length} images use`} it`}
        >
          <p>It cannot be deleted while they do. Choose another pull secret there, or none:</p>
          <ul className="grid gap-0.5">
            {images.map(({ name, displayName }) => (
              <li key={name}>
                <Link prefetch={false} href={`/images/${name}`} className="link">
                  {displayName}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {active.length > 0 && (
        <Notice tone="warning" title="Builds that wait or run need it">
          <ul className="grid gap-0.5">
            {active.map(({ id, number, displayName }) => (
              <li key={id}>
                <Link prefetch={false} href={`/admin/builds/${id}`} className="link">
                  {displayName} #{number}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <p className="text-muted">{pastWords(pastBuilds)}</p>
    </div>
  )
}

function pastWords(count: number): string {
  if (count === 0) return 'No build has used it so far.'
  const builds =
    count === 1
      ? '1 build that is over has used it and stays as it is'
      : `${count} builds that are over have used it and stay as they are`
  return `${builds}; a rebuild needs another pull secret for that registry.`
}
