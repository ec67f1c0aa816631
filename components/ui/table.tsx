import type { ReactNode, TdHTMLAttributes } from 'react'
import { type SortedColumn, SortLink } from './sort-header.tsx'

type TableProps = { caption: string; columns: readonly (string | SortedColumn)[]; children: ReactNode }

/** A table that becomes stacked rows on a phone. Give each `Cell` the label of its column. */
export function Table({ caption, columns, children }: TableProps) {
  return (
    <div className="panel md:overflow-clip">
      <table className="w-full text-left text-sm max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-(--bar) z-10 bg-sunken text-muted max-md:sr-only">
          <tr>
            {columns.map((column) => (
              <Head key={typeof column === 'string' ? column : column.label} column={column} />
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-md:block">{children}</tbody>
      </table>
    </div>
  )
}

function Head({ column }: { column: string | SortedColumn }) {
  const isPlain = typeof column === 'string'
  return (
    <th
      scope="col"
      aria-sort={isPlain ? undefined : (column.sorted ?? undefined)}
      className="border-b border-line px-3 py-2 font-medium whitespace-nowrap"
    >
      {isPlain ? column : <SortLink {...column} />}
    </th>
  )
}

export function Row({ children }: { children: ReactNode }) {
  return <tr className="hover:bg-hover max-md:grid max-md:gap-1 max-md:px-3 max-md:py-3">{children}</tr>
}

type CellProps = TdHTMLAttributes<HTMLTableCellElement> & { label?: string }

export function Cell({ label, className = '', children, ...cell }: CellProps) {
  return (
    <td className={`align-top max-md:flex max-md:gap-2 md:px-3 md:py-2.5 ${className}`} {...cell}>
      {label && (
        <span aria-hidden className="w-24 shrink-0 text-muted md:hidden">
          {label}
        </span>
      )}
      <div className="min-w-0">{children}</div>
    </td>
  )
}
