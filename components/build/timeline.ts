import type { Step } from '#lib/builds/step.ts'

/** The common time axis of a build's steps, in ms since 1970. */
export type Timeline = { from: number; to: number }

const shortestMs = 2_000

/** From the first thing that began to the last that ended, or to now while something runs; long enough for its marks to differ. */
export function timelineOf(steps: readonly Step[], now: number): Timeline {
  const begun = steps.filter((step) => step.startedAt !== null)
  const from = Math.min(...begun.map((step) => step.startedAt ?? now))
  const to = Math.max(...begun.map((step) => endOf(step, now)))
  return begun.length === 0
    ? { from: now, to: now + shortestMs }
    : { from, to: Math.max(to, from + shortestMs) }
}

/** Where a step's bar lies on the axis, in per cent; null before it began. */
export function barOf(
  step: Step,
  { from, to }: Timeline,
  now: number,
): { left: number; width: number } | null {
  if (step.startedAt === null) return null
  const share = (ms: number) => (100 * ms) / (to - from)
  return { left: share(step.startedAt - from), width: share(endOf(step, now) - step.startedAt) }
}

/** How long a step has been at it, in ms; null before it began. */
export function elapsedOf(step: Step, now: number): number | null {
  if (step.startedAt === null) return null
  return step.finishedAt === null ? now - step.startedAt : step.durationMs
}

function endOf(step: Step, now: number): number {
  return Math.max(step.startedAt ?? now, step.finishedAt ?? now)
}
