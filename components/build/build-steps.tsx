import { Ban, Check, CircleDashed, CircleX, LoaderCircle, type LucideIcon, Zap } from 'lucide-react'
import type { Step, StepState } from '#lib/builds/step.ts'
import { presentSteps } from '#lib/builds/step-view.ts'
import { formatDuration } from '../duration.ts'
import { Duration } from '../time.tsx'
import { Badge } from '../ui/badge.tsx'
import { StepTransfers } from './step-transfers.tsx'
import { barOf, elapsedOf, type Timeline, timelineOf } from './timeline.ts'

type Look = { icon: LucideIcon; word: string; colour: string; bar: string }

const looks: Record<StepState, Look> = {
  pending: { icon: CircleDashed, word: 'Waiting', colour: 'text-muted', bar: '' },
  running: { icon: LoaderCircle, word: 'Running', colour: 'text-info', bar: 'stroke-info' },
  done: { icon: Check, word: 'Done', colour: 'text-success', bar: 'stroke-success' },
  cached: { icon: Zap, word: 'Cached', colour: 'text-success', bar: 'stroke-success' },
  failed: { icon: CircleX, word: 'Failed', colour: 'text-danger', bar: 'stroke-danger' },
  cancelled: { icon: Ban, word: 'Cancelled', colour: 'text-muted', bar: 'stroke-muted' },
}

/** The steps of a build as a waterfall along one time axis. */
export function BuildSteps({ steps: all, now }: { steps: readonly Step[]; now: number }) {
  const steps = presentSteps(all)
  if (steps.length === 0) return null
  const timeline = timelineOf(steps, now)
  return (
    <section aria-labelledby="steps" className="grid gap-3">
      <h2 id="steps">Steps</h2>
      <div className="panel text-sm">
        <Axis timeline={timeline} />
        <ol className="divide-y divide-line">
          {steps.map((step) => (
            <StepRow key={step.id} step={step} timeline={timeline} now={now} />
          ))}
        </ol>
      </div>
    </section>
  )
}

const columns = 'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-3 md:grid-cols-[18rem_minmax(0,1fr)_4.5rem]'

function Axis({ timeline: { from, to } }: { timeline: Timeline }) {
  return (
    <div aria-hidden className={`${columns} border-b border-line py-1.5 text-xs text-muted max-md:hidden`}>
      <span />
      <span className="flex justify-between tabular-nums" suppressHydrationWarning>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span key={share}>{share === 0 ? '0s' : formatDuration((to - from) * share)}</span>
        ))}
      </span>
      <span />
    </div>
  )
}

type RowProps = { step: Step; timeline: Timeline; now: number }

function StepRow({ step, timeline, now }: RowProps) {
  const { icon: Icon, word, colour } = looks[step.state]
  const elapsed = elapsedOf(step, now)
  const isOpen = step.state === 'running' || step.state === 'failed'
  // What the engine says of a step that somebody stopped is nobody's fault.
  const error = step.state === 'cancelled' ? null : step.error
  return (
    <li className="grid gap-1.5 py-2">
      <div className={`${columns} items-center gap-y-1.5`}>
        <span className="flex min-w-0 items-center gap-2" title={step.name}>
          <Icon
            aria-label={word}
            className={`size-4 shrink-0 ${colour} ${step.state === 'running' ? 'animate-spin' : ''}`}
          />
          <span className={`truncate ${isOpen ? 'font-medium' : ''}`}>{step.title}</span>
          {step.state === 'cached' && <Badge tone="success">cached</Badge>}
        </span>
        <Lane step={step} timeline={timeline} now={now} />
        <span className="text-right text-muted max-md:col-start-2 max-md:row-start-1">
          {elapsed !== null && step.state !== 'cached' && <Duration ms={elapsed} />}
        </span>
      </div>
      {(error || step.transfers.length > 0) && (
        <div className="grid gap-1.5 px-3 pl-9">
          {error && <p className="font-mono text-[0.8125rem] text-danger wrap-anywhere">{error}</p>}
          <StepTransfers transfers={step.transfers} isOpen={isOpen} />
        </div>
      )}
    </li>
  )
}

/** A drawn line, for the content security policy lets pages have no style attributes. */
function Lane({ step, timeline, now }: RowProps) {
  const bar = barOf(step, timeline, now)
  return (
    <span aria-hidden className="block h-2 rounded-full bg-sunken px-1 max-md:col-span-2">
      {bar && (
        <svg aria-hidden className="block size-full overflow-visible">
          <line
            x1={`${bar.left}%`}
            x2={`${bar.left + bar.width}%`}
            y1="50%"
            y2="50%"
            className={`stroke-[0.5rem] ${looks[step.state].bar}`}
            strokeLinecap="round"
            suppressHydrationWarning
          />
        </svg>
      )}
    </span>
  )
}
