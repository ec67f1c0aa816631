import Link from 'next/link'
import type { GroupSummary } from '#db/queries/groups.ts'
import { Cell, Row, Table } from '../ui/table.tsx'
import { OriginBadge } from './origin-badge.tsx'

const columns = ['Name', 'Origin', 'Managers', 'Members', 'Images']

/** Groups, one row each. */
export function GroupsTable({ groups }: { groups: readonly GroupSummary[] }) {
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
