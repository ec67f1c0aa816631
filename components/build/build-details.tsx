import type { BuildDetail } from '#db/queries/builds.ts'
import { formatBytes } from '../bytes.ts'
import { AskedFor } from '../image/asked-for.tsx'
import { formatAbsolute } from '../moment.ts'
import { Digest } from '../reference.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { faultsOf } from './form-lines.tsx'

/** What was asked for, and the facts by which a build can be checked later. */
export function BuildDetails({ build }: { build: BuildDetail }) {
  return (
    <section aria-labelledby="details" className="grid gap-3">
      <h2 id="details">Build Details</h2>
      <div className="panel grid items-start gap-6 p-4 sm:p-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <AskedFor spec={build.spec} faults={faultsOf(build.diagnosis)} />
        <Facts>
          <Fact label="Image name">
            <code className="font-mono text-[0.8125rem]">{build.imageName}</code>
          </Fact>
          <Fact label="Type">{build.imageType}</Fact>
          <Fact label="Packages">{build.isFresh && 'Everything installed anew'}</Fact>
          <Fact label="Base digest">{build.baseDigest && <Digest value={build.baseDigest} />}</Fact>
          <Fact label="Engine">{build.engine}</Fact>
          <Fact label="Requested">{formatAbsolute(build.requestedAt)}</Fact>
          <Fact label="Started">{build.startedAt && formatAbsolute(build.startedAt)}</Fact>
          <Fact label="Finished">{build.finishedAt && formatAbsolute(build.finishedAt)}</Fact>
          <Fact label="Log">{logSize(build)}</Fact>
          <Fact label="Log SHA-256">{build.logSha256 && <Sum value={build.logSha256} />}</Fact>
        </Facts>
      </div>
    </section>
  )
}

function Sum({ value }: { value: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="font-mono text-[0.8125rem] break-all">{value}</code>
      <CopyButton text={value} label="Copy the SHA-256" />
    </span>
  )
}

function logSize({ logLines, logBytes }: BuildDetail): string | null {
  if (logLines === null || logBytes === null) return null
  return `${logLines.toLocaleString('en')} ${logLines === 1 ? 'line' : 'lines'}, ${formatBytes(logBytes)}`
}
