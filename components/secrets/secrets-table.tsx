import { Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import type { SharedPullSecret } from '#db/queries/pull-secrets.ts'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'

const columns = ['Name', 'Registry', 'User name', 'Usable by', 'Images', 'Actions']

/** Pull secrets, one row each. */
export function SecretsTable({ secrets }: { secrets: readonly SharedPullSecret[] }) {
  return (
    <Table caption="Pull secrets" columns={columns}>
      {secrets.map(({ id, name, registry, username, groups, imageCount }) => (
        <Row key={id}>
          <Cell>
            <Link
              prefetch={false}
              href={`/admin/secrets/${id}`}
              className="rounded-sm font-medium text-link hover:underline"
            >
              {name}
            </Link>
          </Cell>
          <Cell label="Registry">
            <span className="font-mono text-[0.8125rem]">{registry}</span>
          </Cell>
          <Cell label="User name">{username}</Cell>
          <Cell label="Usable by" className="md:max-w-72">
            <span className="flex flex-wrap gap-1">
              {groups.length === 0 && <span className="text-muted">Administrators</span>}
              {groups.map((group) => (
                <Badge key={group.id}>{group.name}</Badge>
              ))}
            </span>
          </Cell>
          <Cell label="Images" className="tabular-nums">
            {imageCount}
          </Cell>
          <Cell className="md:w-px md:whitespace-nowrap">
            <span className="flex gap-1 max-md:-ml-3 md:-my-1.5 md:-mr-2">
              <ButtonLink href={`/admin/secrets/${id}`} look="quiet" aria-label={`Edit ${name}`} title="Edit">
                <Pencil aria-hidden />
              </ButtonLink>
              <ButtonLink
                href={`/admin/secrets/${id}/delete`}
                look="quiet"
                aria-label={`Delete ${name}`}
                title="Delete"
              >
                <Trash2 aria-hidden />
              </ButtonLink>
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
