/** The states of a build and the ways between them. Terminal states are final. */

export const buildStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const
export type BuildState = (typeof buildStates)[number]
export type Verdict = Exclude<BuildState, 'queued' | 'running'>

const next: Record<BuildState, readonly BuildState[]> = {
  queued: ['running', 'cancelled'],
  running: ['succeeded', 'failed', 'cancelled', 'interrupted'],
  succeeded: [],
  failed: [],
  cancelled: [],
  interrupted: [],
}

/** Whether a build may go from one state to another. */
export function canMove(from: BuildState, to: BuildState): boolean {
  return next[from].includes(to)
}

/** Whether nothing can happen to a build in this state any more. */
export function isFinal(state: BuildState): state is Verdict {
  return next[state].length === 0
}
