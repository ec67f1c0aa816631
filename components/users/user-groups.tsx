import Link from 'next/link'
import type { UserGroup } from '#db/queries/user-list.ts'
import { OriginBadge } from '../groups/origin-badge.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'

/** The groups of one person, the role in each and where it comes from. */
export function UserGroups({ groups }: { groups: readonly UserGroup[] }) {
  return (
    <Table caption="Groups" columns={['Group', 'Role', 'Origin']}>
      {groups.map(({ id, name, claimed, byHand }) => (
        <Row key={id}>
          <Cell>
            <Link
              prefetch={false}
              href={`/admin/groups/${id}`}
              className="rounded-sm font-medium text-link hover:underline"
            >
              {name}
            </Link>
          </Cell>
          <Cell label="Role">{claimed === 'manager' || byHand === 'manager' ? 'Manager' : 'Member'}</Cell>
          <Cell label="Origin">
            <span className="flex flex-wrap gap-1">
              {claimed && <OriginBadge origin="claims" />}
              {byHand && <OriginBadge origin="hand" />}
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
