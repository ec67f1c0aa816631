/** What a list with numbered pages is asked for, and its address. */
import { firstOf, type SearchParams } from './address.ts'
import { readSort, type Sort, writeSort } from './sort.ts'

/** `sort`: null is the usual order. `page` counts from 1. */
export type PagedQuery<Column extends string> = {
  search: string
  sort: Sort<Column> | null
  page: number
}

/** Reads an address. What it does not know or cannot use counts as not said. */
export function readPagedQuery<Column extends string>(
  params: SearchParams,
  columns: readonly Column[],
): PagedQuery<Column> {
  const page = firstOf(params.page)
  return {
    search: firstOf(params.q),
    sort: readSort(firstOf(params.sort), columns),
    page: /^[1-9]\d{0,6}$/.test(page) ? Number(page) : 1,
  }
}

/** The parameters of the list's address, all but the page. */
export function writePagedQuery({ search, sort }: PagedQuery<string>) {
  return { q: search, sort: writeSort(sort) }
}
