import Link from 'next/link'
import type { BuildSummary } from '#db/queries/builds.ts'
import { Status } from './status.tsx'
import { Duration, Time } from './time.tsx'
import { Cell, Row, Table } from './ui/table.tsx'

const columns = ['Build', 'State', 'Requested by', 'Requested', 'Duration']

/** Builds, the newest first. */
export function BuildsTable({ builds, now }: { builds: readonly BuildSummary[]; now: number }) {
  return (
    <Table caption="Builds" columns={columns}>
      {builds.map((build) => (
        <BuildRow key={build.id} build={build} now={now} />
      ))}
    </Table>
  )
}

function BuildRow({ build, now }: { build: BuildSummary; now: number }) {
  const { id, number, displayName, state, requestedBy, requestedAt, startedAt, finishedAt } = build
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
      <Cell label="Requested by">{requestedBy}</Cell>
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
