import type { Estimate } from '#lib/builds/estimate.ts'
import { formatDuration } from '../duration.ts'

/** How long a build has still to go, in words. `elapsed` in ms, null before it began. */
export function timeLeft({ ms, count }: Estimate, elapsed: number | null): string {
  const basis = count === 1 ? 'an earlier build' : `${count} earlier builds`
  if (elapsed === null) return `takes about ${about(ms)}, going by ${basis}`
  if (elapsed > ms) return `longer than ${basis} took (${about(ms)})`
  return `about ${about(ms - elapsed)} left, going by ${basis}`
}

/** Up to whole seconds, then to five: an estimate that counts every second pretends. */
function about(ms: number): string {
  const unit = ms < 10_000 ? 1_000 : 5_000
  return formatDuration(Math.max(unit, Math.ceil(ms / unit) * unit)).replace('.0s', 's')
}
