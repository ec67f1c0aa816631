import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { listPath } from '#lib/lists/address.ts'
import { nextSort, type Sort, writeSort } from '#lib/lists/sort.ts'

/** A column that a list can be sorted by. `href`: the list after one more click. */
export type SortedColumn = { label: string; href: string; sorted: 'ascending' | 'descending' | null }

type Order<Column extends string> = {
  path: string
  query: Record<string, string>
  sort: Sort<Column> | null
}

/** A column of a list that keeps everything else of its address. */
export function sortedColumn<Column extends string>(
  { path, query, sort }: Order<Column>,
  [label, column]: readonly [label: string, column: Column],
): SortedColumn {
  const direction = sort?.isDescending ? 'descending' : 'ascending'
  const href = listPath(path, { ...query, sort: writeSort(nextSort(sort, column)) })
  return { label, href, sorted: sort?.column === column ? direction : null }
}

const looks = {
  none: { icon: ChevronsUpDown, title: 'Sort ascending' },
  ascending: { icon: ArrowUp, title: 'Sorted ascending. Sort descending' },
  descending: { icon: ArrowDown, title: 'Sorted descending. Back to the usual order' },
}

/** The link in a column's head. On a phone heads are not seen, and nothing unseen takes the focus. */
export function SortLink({ label, href, sorted }: SortedColumn) {
  const { icon: Icon, title } = looks[sorted ?? 'none']
  return (
    <>
      <Link
        prefetch={false}
        href={href}
        title={title}
        scroll={false}
        className={`-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink hover:underline max-md:hidden pointer-coarse:min-h-11 ${sorted ? 'text-ink' : ''}`}
      >
        {label}
        <Icon aria-hidden className="size-3.5 shrink-0" />
      </Link>
      <span className="md:hidden">{label}</span>
    </>
  )
}
