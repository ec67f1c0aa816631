import Link from 'next/link'

type Props = {
  builds: readonly { id: number; number: number; displayName: string }[]
  buildsAtOnce: number
}

/** Builds that run on an engine now. */
export function RunningBuilds({ builds, buildsAtOnce }: Props) {
  return (
    <section aria-labelledby="running" className="grid gap-2">
      <h2 id="running">
        Running builds{' '}
        <span className="text-sm font-normal text-muted tabular-nums">
          {builds.length} of {buildsAtOnce}
        </span>
      </h2>
      {builds.length === 0 ? (
        <p className="text-sm text-muted">Nothing runs here now.</p>
      ) : (
        <ul className="grid gap-1 text-sm">
          {builds.map(({ id, number, displayName }) => (
            <li key={id}>
              <Link prefetch={false} href={`/admin/builds/${id}`} className="link wrap-anywhere">
                {displayName} #{number}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
