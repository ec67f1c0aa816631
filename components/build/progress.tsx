import type { ReactNode } from 'react'
import type { Estimate } from '#lib/builds/estimate.ts'
import { Duration } from '../time.tsx'
import { timeLeft } from './time-left.ts'
import type { BuildProgress } from './use-build-events.ts'
import { Verdict } from './verdict.tsx'

type Props = {
  progress: BuildProgress
  isCancelling: boolean
  now: number
  askedBy: ReactNode
  estimate: Estimate | null
}

/** A build that has not ended yet. */
export function Progress({ progress, isCancelling, now, askedBy, estimate }: Props) {
  const { state, startedAt, finishedAt } = progress
  const elapsed = startedAt === null ? null : (finishedAt ?? now) - startedAt
  return (
    <Verdict
      state={state}
      sentence={<span role="status">{isCancelling ? cancelling : sentenceFor(progress)}</span>}
      facts={
        <>
          {askedBy}
          {elapsed !== null && (
            <>
              {' · '}
              <Duration ms={elapsed} />
            </>
          )}
          {estimate && !isCancelling && finishedAt === null && ` · ${timeLeft(estimate, elapsed)}`}
        </>
      }
    />
  )
}

const cancelling = 'Cancelling: the engine is being stopped.'

function sentenceFor({ state, queuePosition }: BuildProgress): string {
  if (state === 'running') return 'Image building in progress'
  if (state !== 'queued') return 'The build has ended.'
  if (!queuePosition || queuePosition === 1) return 'Waiting: this build is next.'
  return `Waiting: ${queuePosition - 1} ${queuePosition === 2 ? 'build is' : 'builds are'} ahead of this one.`
}
