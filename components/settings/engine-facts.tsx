import { type EngineReport, knownVersion } from '#lib/builds/engine-report.ts'
import { formatBytes } from '../bytes.ts'
import { Time } from '../time.tsx'
import { Fact, Facts } from '../ui/facts.tsx'

const unknown = <span className="text-muted">Not told</span>

/** What the builder found out about the engine. */
export function EngineFacts({ report, now }: { report: EngineReport; now: number }) {
  const { driver, endpoint, engineVersion, buildkitVersion, buildxVersion, store, platforms } = report
  return (
    <Facts>
      <Fact label="Docker engine">{engineVersion ?? unknown}</Fact>
      <Fact label="BuildKit">{knownVersion(buildkitVersion) ?? unknown}</Fact>
      <Fact label="buildx">{knownVersion(buildxVersion) ?? unknown}</Fact>
      <Fact label="Driver">{driver ? `${driver}${endpoint ? `, ${endpoint}` : ''}` : unknown}</Fact>
      <Fact label="Platforms">{platforms.length > 0 ? platforms.join(', ') : unknown}</Fact>
      <Fact label="Image store">{store ? storeWords[store] : unknown}</Fact>
      <Fact label="Images in the engine">{amount(report.imageBytes)}</Fact>
      <Fact label="Build cache">{amount(report.cacheBytes)}</Fact>
      <Fact label="Free for builds and logs">
        {report.freeBytes === null || report.totalBytes === null
          ? unknown
          : `${formatBytes(report.freeBytes)} of ${formatBytes(report.totalBytes)}, where the data folder is`}
      </Fact>
      <Fact label="Builds at once">{report.buildsAtOnce}</Fact>
      <Fact label="Looked at">
        <Time at={report.checkedAt} now={now} />
      </Fact>
    </Facts>
  )
}

const storeWords = { containerd: 'containerd', classic: 'classic' }

function amount(bytes: number | null) {
  return bytes === null ? unknown : formatBytes(bytes)
}
