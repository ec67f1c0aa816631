import Link from 'next/link'
import type { BuildSummary } from '#db/queries/builds.ts'
import { type BuildQuery, writeBuildQuery } from '#lib/builds/build-query.ts'
import { RequestedBy } from '../requested-by.tsx'
import { Status } from '../status.tsx'
import { Duration, Time } from '../time.tsx'
import { sortedColumn } from '../ui/sort-header.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'
import { buildOrderLabels } from './order-labels.ts'

type Props = { path: string; query: BuildQuery; builds: readonly BuildSummary[]; now: number }

/** A page of builds. */
export function BuildsTable({ path, query, builds, now }: Props) {
  const order = { path, query: writeBuildQuery(query), sort: query.sort }
  const columns = buildOrderLabels.map((each) => sortedColumn(order, each))
  return (
    <Table caption="Builds" columns={[...columns, 'Duration']}>
      {builds.map((build) => (
        <BuildRow key={build.id} build={build} now={now} />
      ))}
    </Table>
  )
}

function BuildRow({ build, now }: { build: BuildSummary; now: number }) {
  const { id, number, displayName, state, requestedAt, startedAt, finishedAt } = build
  return (
    <Row>
      <Cell>
        <Link
          prefetch={false}
          href={`/admin/builds/${id}`}
          className="rounded-sm font-medium text-link hover:underline"
        >
          {displayName} <span className="font-normal text-muted">#{number}</span>
        </Link>
      </Cell>
      <Cell label="State">
        <Status state={state} />
      </Cell>
      <Cell label="Requested by">
        <RequestedBy build={build} />
      </Cell>
      <Cell label="Requested">
        <Time at={requestedAt} now={now} />
      </Cell>
      <Cell label="Duration" className="whitespace-nowrap">
        {startedAt === null ? (
          <span className="text-muted">not started</span>
        ) : (
          <Duration ms={(finishedAt ?? now) - startedAt} />
        )}
      </Cell>
    </Row>
  )
}
