import Link from 'next/link'
import type { GroupSummary, groupOrders } from '#db/queries/groups.ts'
import { type PagedQuery, writePagedQuery } from '#lib/lists/paged-query.ts'
import { sortedColumn } from '../ui/sort-header.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'
import { OriginBadge } from './origin-badge.tsx'

type Query = PagedQuery<(typeof groupOrders)[number]>
type Props = { path: string; query: Query; groups: readonly GroupSummary[] }

/** Groups, one row each. */
export function GroupsTable({ path, query, groups }: Props) {
  const order = { path, query: writePagedQuery(query), sort: query.sort }
  const sorted = (label: string, column: (typeof groupOrders)[number]) => sortedColumn(order, [label, column])
  const columns = [
    sorted('Name', 'name'),
    sorted('Origin', 'origin'),
    'Managers',
    sorted('Members', 'members'),
    sorted('Images', 'images'),
  ]
  return (
    <Table caption="Groups" columns={columns}>
      {groups.map((group) => (
        <GroupRow key={group.id} group={group} />
      ))}
    </Table>
  )
}

function GroupRow({ group }: { group: GroupSummary }) {
  const { id, name, description, origin, managers, memberCount, imageCount } = group
  return (
    <Row>
      <Cell className="md:max-w-96">
        <Link
          prefetch={false}
          href={`/admin/groups/${id}`}
          className="rounded-sm font-medium text-link hover:underline"
        >
          {name}
        </Link>
        {description && <p className="line-clamp-1 text-muted">{description}</p>}
      </Cell>
      <Cell label="Origin">
        <OriginBadge origin={origin} />
      </Cell>
      <Cell label="Managers" className="md:max-w-64">
        {managers.length > 0 ? shorten(managers) : <span className="text-muted">None</span>}
      </Cell>
      <Cell label="Members" className="tabular-nums">
        {memberCount}
      </Cell>
      <Cell label="Images" className="tabular-nums">
        {imageCount}
      </Cell>
    </Row>
  )
}

function shorten(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}
