import { type CacheTrim, knownVersion } from '#lib/builds/engine-report.ts'
import type { ShownEngine } from '#lib/builds/engine-state.ts'
import { formatBytes } from '../bytes.ts'
import { Time } from '../time.tsx'
import { Fact, Facts } from '../ui/facts.tsx'

const unknown = <span className="text-muted">Not told</span>
const kinds = { environment: null, docker: 'Docker engine at an address', builder: 'Buildx builder' }
const storeWords = { containerd: 'containerd', classic: 'classic' }

/** What is set about an engine, and what the builder found out. */
export function EngineFacts({ engine, now }: { engine: ShownEngine; now: number }) {
  const { kind, address, buildsAtOnce, report } = engine
  return (
    <Facts>
      <Fact label="Kind">{kinds[kind]}</Fact>
      <Fact label={kind === 'builder' ? 'Name of the builder' : 'Address'}>
        {address && <code className="font-mono text-[0.8125rem] break-all">{address}</code>}
      </Fact>
      <Fact label="Builds at once">{buildsAtOnce}</Fact>
      {report && <Found report={report} now={now} />}
    </Facts>
  )
}

function Found({ report, now }: { report: NonNullable<ShownEngine['report']>; now: number }) {
  const { driver, endpoint, engineVersion, buildkitVersion, buildxVersion, store, platforms } = report
  const isDocker = driver === 'docker'
  if (!report.isReachable) return <LookedAt at={report.checkedAt} now={now} />
  return (
    <>
      {isDocker && <Fact label="Docker engine">{engineVersion ?? unknown}</Fact>}
      <Fact label="BuildKit">{knownVersion(buildkitVersion) ?? unknown}</Fact>
      <Fact label="buildx">{knownVersion(buildxVersion) ?? unknown}</Fact>
      <Fact label="Driver">{driver ? `${driver}${endpoint ? `, ${endpoint}` : ''}` : unknown}</Fact>
      <Fact label="Platforms">{platforms.length > 0 ? platforms.join(', ') : unknown}</Fact>
      {isDocker && <Fact label="Image store">{store ? storeWords[store] : unknown}</Fact>}
      {isDocker && <Fact label="Images in the engine">{amount(report.imageBytes)}</Fact>}
      <Fact label="Build cache">{amount(report.cacheBytes)}</Fact>
      <Fact label="Build cache trimmed">{report.trim && <Trimmed trim={report.trim} now={now} />}</Fact>
      <Fact label="Free for builds and logs">
        {report.freeBytes !== null &&
          report.totalBytes !== null &&
          `${formatBytes(report.freeBytes)} of ${formatBytes(report.totalBytes)}, where the data folder is`}
      </Fact>
      <LookedAt at={report.checkedAt} now={now} />
    </>
  )
}

function Trimmed({ trim: { at, keptBytes, freedBytes, fault }, now }: { trim: CacheTrim; now: number }) {
  const outcome = fault === null ? `${formatBytes(freedBytes ?? 0)} freed` : `not possible: ${fault}`
  return (
    <span className="wrap-anywhere">
      <Time at={at} now={now} />, down to {formatBytes(keptBytes)}: {outcome}
    </span>
  )
}

function LookedAt({ at, now }: { at: number; now: number }) {
  return (
    <Fact label="Looked at">
      <Time at={at} now={now} />
    </Fact>
  )
}

function amount(bytes: number | null) {
  return bytes === null ? unknown : formatBytes(bytes)
}
