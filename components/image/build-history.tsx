import Link from 'next/link'
import type { HistoricBuild } from '#db/queries/image-builds.ts'
import { Difference } from '../build/difference.tsx'
import { RequestedBy } from '../requested-by.tsx'
import { Status } from '../status.tsx'
import { Duration, Time } from '../time.tsx'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'

const columns = ['Build', 'State', 'Requested by', 'Requested', 'Duration', 'What differed', 'Actions']

type Props = { imageName: string; builds: readonly HistoricBuild[]; now: number }

/** Every build of one image: who, when, how long, how it ended, what it was asked for that was new. */
export function BuildHistory({ imageName, builds, now }: Props) {
  return (
    <Table caption="Builds" columns={columns}>
      {builds.map((build) => (
        <BuildRow key={build.id} imageName={imageName} build={build} now={now} />
      ))}
    </Table>
  )
}

function BuildRow({ imageName, build, now }: { imageName: string; build: HistoricBuild; now: number }) {
  const { id, number, state, requestedAt, startedAt, finishedAt, diagnosis, difference } = build
  const canPublish = state === 'succeeded' && build.digest !== null && !build.isPublished
  return (
    <Row>
      <Cell>
        <Link
          prefetch={false}
          href={`/admin/builds/${id}`}
          title="View build details"
          className="rounded-sm font-medium text-link hover:underline"
        >
          #{number}
        </Link>
      </Cell>
      <Cell label="State" className="md:max-w-72">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Status state={state} />
          {build.isPublished && <Badge tone="success">Published</Badge>}
        </span>
        {diagnosis && <p className="text-muted wrap-anywhere">{diagnosis.summary}</p>}
      </Cell>
      <Cell label="Requested by">
        <RequestedBy build={build} />
      </Cell>
      <Cell label="Requested" className="md:whitespace-nowrap">
        <Time at={requestedAt} now={now} />
      </Cell>
      <Cell label="Duration" className="whitespace-nowrap">
        {startedAt === null ? (
          <span className="text-muted">not started</span>
        ) : (
          <Duration ms={(finishedAt ?? now) - startedAt} />
        )}
        {build.engine && (
          <p className="max-w-40 whitespace-normal text-muted wrap-anywhere">on {build.engine}</p>
        )}
      </Cell>
      <Cell label="Differed" className="md:max-w-80">
        <Difference difference={difference} isFirst={number === 1} />
        {build.isFresh && <p className="text-muted">Everything installed anew</p>}
      </Cell>
      <Cell className="md:w-px md:whitespace-nowrap">
        <span className="flex flex-wrap gap-1 md:-my-1 md:flex-col md:items-end">
          {canPublish && (
            <ButtonLink href={`/admin/images/${imageName}/publish/${number}`}>
              Publish this build again
            </ButtonLink>
          )}
          <ButtonLink
            look="quiet"
            className="max-md:-ml-3"
            href={`/admin/images/${imageName}/rebuild?from=${number}`}
          >
            Rebuild from this
          </ButtonLink>
        </span>
      </Cell>
    </Row>
  )
}
