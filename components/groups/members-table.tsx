import Link from 'next/link'
import type { Member } from '#db/queries/group-members.ts'
import { Cell, Row, Table } from '../ui/table.tsx'
import type { FormAction } from '../ui/use-action-form.ts'
import { MemberActions } from './member-actions.tsx'
import { OriginBadge } from './origin-badge.tsx'

type Props = { members: readonly Member[]; groupId: number; action: FormAction }

/** The people of a group: role, where it comes from, and what an administrator can change of it. */
export function MembersTable({ members, groupId, action }: Props) {
  return (
    <Table caption="Members" columns={['Name', 'Role', 'Origin', 'Actions']}>
      {members.map((member) => (
        <Row key={member.userId}>
          <Cell>
            <Link
              prefetch={false}
              href={`/admin/users/${member.userId}`}
              className="rounded-sm font-medium text-link hover:underline"
            >
              {member.name}
            </Link>
            {member.email && <p className="text-muted">{member.email}</p>}
          </Cell>
          <Cell label="Role">{roleOf(member)}</Cell>
          <Cell label="Origin">
            <span className="flex flex-wrap gap-1">
              {member.claimed && <OriginBadge origin="claims" />}
              {member.byHand && <OriginBadge origin="hand" />}
            </span>
          </Cell>
          <Cell className="md:w-px md:whitespace-nowrap">
            <MemberActions member={member} groupId={groupId} action={action} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** The stronger of what claims and administrators gave. */
function roleOf({ claimed, byHand }: Member): string {
  return claimed === 'manager' || byHand === 'manager' ? 'Manager' : 'Member'
}
