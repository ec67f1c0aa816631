import Link from 'next/link'
import type { GroupImage } from '#db/queries/group-contents.ts'
import { Badge } from '../ui/badge.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'

/** Images that a group has: its managers' own and those shared with it. */
export function GroupImages({ images }: { images: readonly GroupImage[] }) {
  return (
    <Table caption="Images" columns={['Display name', 'Made by', 'Type', 'State']}>
      {images.map(({ name, displayName, isOwned, type, isReady }) => (
        <Row key={name}>
          <Cell>
            <Link
              prefetch={false}
              href={`/images/${name}`}
              className="rounded-sm font-medium text-link hover:underline"
            >
              {displayName}
            </Link>
          </Cell>
          <Cell label="Made by">
            {isOwned ? <Badge tone="accent">A manager of this group</Badge> : <Badge>Shared with it</Badge>}
          </Cell>
          <Cell label="Type">{type}</Cell>
          <Cell label="State">{isReady ? 'Ready' : <span className="text-muted">Not ready</span>}</Cell>
        </Row>
      ))}
    </Table>
  )
}
