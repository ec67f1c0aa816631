/** Folds vertex and status events into the steps that people see. */
import type { StatusEvent, VertexEvent } from './progress-events.ts'
import type { Step, StepState } from './step.ts'
import { describeStep } from './step-title.ts'

export type StepTable = {
  steps: readonly Step[]
  idOf(digest: string): number
  takeVertex(event: VertexEvent): Step
  takeStatus(event: StatusEvent): void
  /** The step to blame: the first one that failed by itself. */
  failed(): Step | null
}

export function createStepTable(): StepTable {
  const byDigest = new Map<string, Step>()
  const steps: Step[] = []

  function stepOf(digest: string): Step {
    const known = byDigest.get(digest)
    if (known) return known
    const step = emptyStep(steps.length)
    byDigest.set(digest, step)
    steps.push(step)
    return step
  }

  return {
    steps,
    idOf: (digest) => stepOf(digest).id,
    takeVertex(event) {
      const step = stepOf(event.digest)
      updateStep(step, event)
      return step
    },
    takeStatus(event) {
      const step = stepOf(event.vertex)
      const { id, current, completed } = event
      // The engine estimates: `total` may be absent or smaller than what was sent.
      const transfer = { id, current, total: Math.max(event.total, current), isDone: completed !== undefined }
      const at = step.transfers.findIndex((known) => known.id === id)
      if (at === -1) step.transfers.push(transfer)
      else step.transfers[at] = transfer
    },
    failed: () => steps.find((step) => step.state === 'failed') ?? null,
  }
}

function updateStep(step: Step, event: VertexEvent): void {
  if (event.name) Object.assign(step, { name: event.name, ...describeStep(event.name) })
  if (event.started !== undefined) {
    step.startedAt = Math.min(step.startedAt ?? event.started, event.started)
    step.finishedAt = event.completed ?? null
  }
  if (event.started !== undefined && event.completed !== undefined) {
    step.durationMs += Math.max(0, event.completed - event.started)
  }
  if (event.error) step.error = event.error
  step.state = stateOf(step, event.cached || step.state === 'cached')
}

function stateOf(step: Step, isCached: boolean): StepState {
  if (step.error) return /context cancell?ed/i.test(step.error) ? 'cancelled' : 'failed'
  if (step.finishedAt !== null) return isCached ? 'cached' : 'done'
  return step.startedAt === null ? 'pending' : 'running'
}

function emptyStep(id: number): Step {
  return {
    id,
    kind: 'other',
    title: '',
    name: '',
    state: 'pending',
    startedAt: null,
    finishedAt: null,
    durationMs: 0,
    transfers: [],
    error: null,
  }
}
