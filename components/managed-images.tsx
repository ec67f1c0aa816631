import Link from 'next/link'
import type { ManagedImage } from '#db/queries/images.ts'
import { ImageActions } from './image/image-actions.tsx'
import { NotReady, notReadyReason, Status } from './status.tsx'
import { Badge } from './ui/badge.tsx'
import { Cell, Row, Table } from './ui/table.tsx'

const columns = ['Name', 'Display Name', 'Type', 'Description', 'Groups', 'State', 'Actions']

/** Every image that a viewer manages. */
export function ManagedImages({ images }: { images: readonly ManagedImage[] }) {
  return (
    <Table caption="Images" columns={columns}>
      {images.map((image) => (
        <ManagedRow key={image.id} image={image} />
      ))}
    </Table>
  )
}

function ManagedRow({ image }: { image: ManagedImage }) {
  const { name, displayName, type, description, isGlobal, groupNames } = image
  return (
    <Row>
      <Cell className="md:max-w-56">
        <span className="flex items-center gap-1.5">
          <Link
            prefetch={false}
            href={`/admin/images/${name}`}
            className="rounded-sm font-medium text-link hover:underline"
          >
            {name}
          </Link>
          <NotReady reason={notReadyReason(image)} />
        </span>
      </Cell>
      <Cell label="Display Name">{displayName}</Cell>
      <Cell label="Type" className="whitespace-nowrap">
        {type}
      </Cell>
      <Cell label="Description" className={`text-muted md:max-w-80 ${description ? '' : 'max-md:hidden'}`}>
        <span className="line-clamp-2">{description}</span>
      </Cell>
      <Cell label="Groups">
        <span className="flex flex-wrap gap-1">
          {isGlobal ? (
            <Badge tone="accent">Global</Badge>
          ) : (
            groupNames.map((group) => <Badge key={group}>{group}</Badge>)
          )}
        </span>
      </Cell>
      <Cell label="State" className="whitespace-nowrap">
        <State image={image} />
      </Cell>
      <Cell className="md:w-px">
        <ImageActions image={image} />
      </Cell>
    </Row>
  )
}

function State({ image: { isReady, lastBuild } }: { image: ManagedImage }) {
  if (!lastBuild) return <span className="text-muted">{isReady ? 'Ready' : 'Not ready'}</span>
  return (
    <Link
      prefetch={false}
      href={`/admin/builds/${lastBuild.id}`}
      title="View build details"
      className="inline-flex items-center gap-x-1.5 rounded-sm hover:underline"
    >
      <Status state={lastBuild.state} />
      <span className="text-muted">Build #{lastBuild.number}</span>
    </Link>
  )
}
