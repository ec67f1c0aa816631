import Link from 'next/link'
import { knownVersion } from '#lib/builds/engine-report.ts'
import { type ShownEngine, stateOf } from '#lib/builds/engine-state.ts'
import { formatBytes } from '../bytes.ts'
import { Time } from '../time.tsx'
import { Badge } from '../ui/badge.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'
import { EngineStatus } from './engine-status.tsx'

const columns = ['Name', 'State', 'Version', 'Platforms', 'Disk use', 'Running builds']

/** Engines, the environment's first. */
export function EnginesTable({ engines, now }: { engines: readonly ShownEngine[]; now: number }) {
  return (
    <Table caption="Engines" columns={columns}>
      {engines.map((engine) => (
        <EngineRow key={engine.path} engine={engine} now={now} />
      ))}
    </Table>
  )
}

const unknown = <span className="text-muted">Not told</span>

function EngineRow({ engine, now }: { engine: ShownEngine; now: number }) {
  const { path, name, isEnabled, running, buildsAtOnce, report } = engine
  const versions = report?.isReachable ? versionsOf(report) : []
  const bytes = report && diskUse(report)
  return (
    <Row>
      <Cell className="md:max-w-72">
        <Link
          prefetch={false}
          href={path}
          className="rounded-sm font-medium wrap-anywhere text-link hover:underline"
        >
          {name}
        </Link>
        <p className="text-muted wrap-anywhere">{kindWords(engine)}</p>
      </Cell>
      <Cell label="State">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <EngineStatus state={stateOf(engine, now)} />
          {!isEnabled && <Badge tone="warning">Disabled</Badge>}
        </span>
        {report && (
          <p className="text-muted">
            <Time at={report.checkedAt} now={now} />
          </p>
        )}
      </Cell>
      <Cell label="Version">
        {versions.length === 0 ? unknown : versions.map((version) => <p key={version}>{version}</p>)}
      </Cell>
      <Cell label="Platforms" className="md:max-w-48">
        {report?.platforms.length ? report.platforms.join(', ') : unknown}
      </Cell>
      <Cell label="Disk use" className="tabular-nums">
        {bytes === null ? unknown : formatBytes(bytes)}
      </Cell>
      <Cell label="Running" className="tabular-nums">
        {running.length} of {buildsAtOnce}
      </Cell>
    </Row>
  )
}

function kindWords({ kind, address, report }: ShownEngine): string {
  if (kind === 'builder') return `Buildx builder ${address}`
  if (kind === 'docker') return address ?? ''
  return report?.driver && report.driver !== 'docker' ? `Buildx builder, ${report.driver}` : 'Docker engine'
}

function versionsOf({ engineVersion, buildkitVersion, buildxVersion }: NonNullable<ShownEngine['report']>) {
  const [buildkit, buildx] = [knownVersion(buildkitVersion), knownVersion(buildxVersion)]
  return [
    engineVersion && `Docker ${engineVersion}`,
    buildkit && `BuildKit ${buildkit}`,
    buildx && `buildx ${buildx}`,
  ].filter((version) => version !== null && version !== '')
}

function diskUse({ imageBytes, cacheBytes }: NonNullable<ShownEngine['report']>): number | null {
  return imageBytes === null && cacheBytes === null ? null : (imageBytes ?? 0) + (cacheBytes ?? 0)
}
