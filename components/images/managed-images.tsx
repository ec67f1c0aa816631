import Link from 'next/link'
import type { ManagedImage } from '#db/queries/image-list.ts'
import { type ImageQuery, type managedOrders, writeImageQuery } from '#lib/images/image-query.ts'
import { KindHint } from '../catalogue/image-hints.tsx'
import { ImageActions } from '../image/image-actions.tsx'
import { StateWord } from '../state-word.tsx'
import { NotReady, notReadyReason } from '../status.tsx'
import { sortedColumn } from '../ui/sort-header.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'
import { FoundPackages } from './found-packages.tsx'
import { GroupNames } from './group-names.tsx'
import { LastBuildLink } from './last-build-link.tsx'
import { orderLabels } from './order-labels.ts'

type Props = {
  path: string
  query: ImageQuery<(typeof managedOrders)[number]>
  images: readonly ManagedImage[]
}

/** A page of the images that a viewer manages. */
export function ManagedImages({ path, query, images }: Props) {
  const order = { path, query: writeImageQuery(query), sort: query.sort }
  const columns = orderLabels.map((each) => sortedColumn(order, each))
  return (
    <Table caption="Images" columns={[...columns, 'Actions']}>
      {images.map((image) => (
        <ManagedRow key={image.id} image={image} />
      ))}
    </Table>
  )
}

function ManagedRow({ image }: { image: ManagedImage }) {
  const { name, displayName, type, description, packages } = image
  return (
    <Row>
      <Cell className="md:max-w-52">
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
      <Cell label="Display Name" className="md:max-w-52">
        {displayName}
      </Cell>
      <Cell label="Type" className="whitespace-nowrap">
        {type}
      </Cell>
      <Cell
        label="Description"
        className={`md:max-w-72 ${description || packages.length > 0 ? '' : 'max-md:hidden'}`}
      >
        <span className="line-clamp-2 text-muted">{description}</span>
        <FoundPackages packages={packages} />
      </Cell>
      <Cell label="Groups" className="md:max-w-64">
        <span className="flex flex-wrap items-center gap-1">
          <GroupNames image={image} />
          {!image.isSystem && <KindHint isSystem={false} />}
        </span>
      </Cell>
      <Cell label="State" className="whitespace-nowrap">
        <StateWord state={image.state} />
      </Cell>
      <Cell label="Last build" className="whitespace-nowrap">
        <LastBuildLink build={image.lastBuild} />
      </Cell>
      <Cell className="md:w-px">
        <ImageActions image={image} />
      </Cell>
    </Row>
  )
}
