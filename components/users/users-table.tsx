import { ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import type { UserSummary, userOrders } from '#db/queries/user-list.ts'
import { type PagedQuery, writePagedQuery } from '#lib/lists/paged-query.ts'
import { Time } from '../time.tsx'
import { Badge } from '../ui/badge.tsx'
import { sortedColumn } from '../ui/sort-header.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'

const maxGroups = 5

type Query = PagedQuery<(typeof userOrders)[number]>
type Props = { path: string; query: Query; users: readonly UserSummary[] }

/** Everyone who has signed in, one row each. */
export function UsersTable({ path, query, users }: Props) {
  const order = { path, query: writePagedQuery(query), sort: query.sort }
  const sorted = (label: string, column: (typeof userOrders)[number]) => sortedColumn(order, [label, column])
  const columns = [
    sorted('Name', 'name'),
    sorted('Administrator', 'administrator'),
    'Groups',
    sorted('Last sign-in', 'last-sign-in'),
  ]
  return (
    <Table caption="Users" columns={columns}>
      {users.map(({ id, name, email, isAdministrator, groups, lastSignInAt }) => (
        <Row key={id}>
          <Cell>
            <Link
              prefetch={false}
              href={`/admin/users/${id}`}
              className="rounded-sm font-medium text-link hover:underline"
            >
              {name}
            </Link>
            {email && <p className="text-muted">{email}</p>}
          </Cell>
          <Cell label="Administrator">
            {isAdministrator ? <AdministratorBadge /> : <span className="text-muted">No</span>}
          </Cell>
          <Cell label="Groups" className="md:max-w-96">
            <Groups groups={groups} />
          </Cell>
          <Cell label="Last sign-in" className="whitespace-nowrap">
            <Time at={lastSignInAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

export function AdministratorBadge() {
  return (
    <Badge tone="accent">
      <ShieldCheck aria-hidden />
      Yes
    </Badge>
  )
}

function Groups({ groups }: Pick<UserSummary, 'groups'>) {
  if (groups.length === 0) return <span className="text-muted">None</span>
  return (
    <span className="flex flex-wrap gap-1">
      {groups.slice(0, maxGroups).map(({ id, name, isManager }) => (
        <Badge key={id}>
          {name}
          {isManager && ' (manager)'}
        </Badge>
      ))}
      {groups.length > maxGroups && <span className="text-muted">and {groups.length - maxGroups} more</span>}
    </span>
  )
}
