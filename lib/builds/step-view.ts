/** The steps as people follow them: in the order of the work, the engine's preparations as one. */
import type { Step, StepState } from './step.ts'

/** Merges what the engine does for itself into one step and orders the rest; failed steps stay on their own. */
export function presentSteps(steps: readonly Step[]): Step[] {
  const isTrivial = (step: Step) => step.kind === 'prepare' && step.state !== 'failed'
  const trivial = steps.filter(isTrivial)
  const rest = steps.filter((step) => !isTrivial(step) && step.title !== '')
  return [...(trivial.length > 0 ? [mergeSteps(trivial)] : []), ...rest].sort(byWork)
}

function mergeSteps(steps: readonly Step[]): Step {
  const [first] = steps as [Step, ...Step[]]
  const begun = steps.flatMap((step) => step.startedAt ?? [])
  const ended = steps.flatMap((step) => step.finishedAt ?? [])
  const state = mergedState(steps)
  return {
    ...first,
    title: 'Prepare',
    name: steps.map((step) => step.name).join('\n'),
    state,
    startedAt: begun.length > 0 ? Math.min(...begun) : null,
    finishedAt: state === 'running' || ended.length === 0 ? null : Math.max(...ended),
    durationMs: steps.reduce((sum, step) => sum + step.durationMs, 0),
    transfers: [],
  }
}

function mergedState(steps: readonly Step[]): StepState {
  const has = (state: StepState) => steps.some((step) => step.state === state)
  if (has('running')) return 'running'
  if (has('cancelled')) return 'cancelled'
  return steps.every((step) => step.state === 'pending') ? 'pending' : 'done'
}

/** Steps that have begun by their beginning, the others behind them by their number in `[image 2/4]`. */
function byWork(a: Step, b: Step): number {
  const beginning = (a.startedAt ?? Number.MAX_SAFE_INTEGER) - (b.startedAt ?? Number.MAX_SAFE_INTEGER)
  return beginning || numberOf(a) - numberOf(b) || a.id - b.id
}

function numberOf(step: Step): number {
  return Number(step.name.match(/^\[\S+ (\d+)\/\d+\]/)?.[1] ?? Number.MAX_SAFE_INTEGER)
}
