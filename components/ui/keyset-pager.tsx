import Link from 'next/link'
import { listPath } from '#lib/lists/address.ts'
import { pageSizes, usualPageSize } from '#lib/lists/page-size.ts'
import { ButtonLink } from './button.tsx'

type Props = {
  /** The list's address and what else stands in its query; the place does not. */
  path: string
  query: Record<string, string>
  size: number
  page: { count: number; previous: string | null; next: string | null }
}

/** The pages before and after, and how many rows a page has. Nothing where all fit on the smallest page. */
export function KeysetPager({ path, query, size, page: { count, previous, next } }: Props) {
  if (count <= pageSizes[0] && previous === null && next === null) return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <PageSizes path={path} query={query} size={size} />
      <nav aria-label="Pages" className="flex gap-2">
        {previous !== null && (
          <ButtonLink href={listPath(path, { ...query, before: previous })}>Previous</ButtonLink>
        )}
        {next !== null && <ButtonLink href={listPath(path, { ...query, after: next })}>Next</ButtonLink>}
      </nav>
    </div>
  )
}

function PageSizes({ path, query, size }: Omit<Props, 'page'>) {
  return (
    <nav aria-label="Rows per page" className="flex items-center gap-1">
      <span className="text-muted">Rows per page</span>
      {pageSizes.map((each) => (
        <Link
          key={each}
          prefetch={false}
          href={listPath(path, { ...query, size: each === usualPageSize ? '' : String(each) })}
          aria-current={each === size ? 'true' : undefined}
          className="inline-flex min-h-8 min-w-8 items-center justify-center rounded-md px-1.5 text-muted tabular-nums hover:bg-hover hover:text-ink aria-[current]:bg-accent-surface aria-[current]:text-link pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        >
          {each}
        </Link>
      ))}
    </nav>
  )
}
