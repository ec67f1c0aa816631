'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback } from 'react'
import type { Estimate } from '#lib/builds/estimate.ts'
import type { LogRecord, Step } from '#lib/builds/step.ts'
import { BuildSteps } from './build/build-steps.tsx'
import { Progress } from './build/progress.tsx'
import { type BuildProgress, type LiveBuild, useBuildEvents } from './build/use-build-events.ts'
import { useNow } from './build/use-now.ts'
import { BuildLog } from './log/build-log.tsx'
import { appendRecords, isFromStart } from './log/chunks.ts'

type Props = {
  buildId: number
  progress: BuildProgress
  isCancelling: boolean
  /** How long it will probably take. */
  estimate: Estimate | null
  askedBy: ReactNode
  steps: readonly Step[]
  log: { records: readonly LogRecord[]; nextOffset: number }
  serverNow: number
  /** What the server says once the build has ended; null until then. */
  verdict: ReactNode
}

/** Verdict or progress, steps and log of a build; live while it has not ended. */
export function BuildLive({ buildId, log, verdict, serverNow, ...props }: Props) {
  const router = useRouter()
  const onEnd = useCallback(() => router.refresh(), [router])
  const isLive = verdict === null
  const live = useBuildEvents({ buildId, from: log.nextOffset, isLive, onEnd }, () => ({
    progress: props.progress,
    steps: props.steps,
    chunks: appendRecords([], log.records),
    connection: 'open',
  }))
  const now = useNow(serverNow, isLive && live.connection !== 'ended')
  return (
    <>
      {verdict ?? <Progress {...props} progress={live.progress} now={now} />}
      <BuildSteps steps={live.steps} now={now} />
      <BuildLog
        buildId={buildId}
        chunks={live.chunks}
        note={
          connectionNotes[live.connection] ??
          (isFromStart(live.chunks) ? logNote(live) : <EndOnly id={buildId} />)
        }
      />
    </>
  )
}

const connectionNotes: Partial<Record<LiveBuild['connection'], string>> = {
  lost: 'The connection was lost. Trying again; no line will be missing.',
  refused: 'The server refused the connection. Reload the page to see how the build stands.',
  denied: 'You may no longer see this build. Ask an administrator.',
}

function logNote({ chunks, progress }: LiveBuild): string | undefined {
  if (chunks.length > 0) return undefined
  return progress.state === 'queued' ? 'The log begins when the build starts.' : 'The log is empty.'
}

function EndOnly({ id }: { id: number }) {
  return (
    <>
      This is the end of a long log.{' '}
      <a href={`/admin/builds/${id}/log`} className="link">
        Read and search all of it
      </a>
      .
    </>
  )
}
