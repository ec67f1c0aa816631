import { listPath } from '#lib/lists/address.ts'
import { ButtonLink } from './button.tsx'

type Props = {
  /** The list's address and what else stands in its query. */
  path: string
  query?: Record<string, string>
  page: number
  pageSize: number
  count: number
}

/** Which rows of how many, and links to the rows before and after. Nothing where all fit on one page. */
export function Pager({ path, query = {}, page, pageSize, count }: Props) {
  const pages = Math.max(1, Math.ceil(count / pageSize))
  if (pages === 1 && page === 1) return null
  const first = Math.min((page - 1) * pageSize + 1, count)
  const href = (to: number) => listPath(path, { ...query, ...(to > 1 && { page: String(to) }) })
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <p className="text-muted tabular-nums">
        {page > pages
          ? `Nothing on page ${page} of ${pages}`
          : `${first}–${Math.min(page * pageSize, count)} of ${count}`}
      </p>
      <div className="flex gap-2">
        {page > 1 && <ButtonLink href={href(Math.min(page - 1, pages))}>Previous</ButtonLink>}
        {page < pages && <ButtonLink href={href(page + 1)}>Next</ButtonLink>}
      </div>
    </nav>
  )
}

/** The page that an address asks for, from 1; 1 for anything that is no page. */
export function pageFrom(value: string | string[] | undefined): number {
  const text = [value].flat()[0] ?? ''
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1
}
