/** Moments for people: how long ago, and exactly when. Milliseconds since 1970; the zone is always UTC and said. */

const minute = 60_000
const units = [
  { unit: 'day', ms: 1440 * minute },
  { unit: 'hour', ms: 60 * minute },
  { unit: 'minute', ms: minute },
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' })
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** `just now`, `5 minutes ago`, `3 days ago`; after a month the date. */
export function formatRelative(at: number, now: number): string {
  const age = now - at
  if (age < minute) return 'just now'
  if (age > 30 * 1440 * minute) return day.format(at)
  const found = units.find(({ ms }) => age >= ms)
  return found ? relative.format(-Math.floor(age / found.ms), found.unit) : 'just now'
}

/** `2026-03-04 05:06:07 UTC`. */
export function formatAbsolute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** `05:06:07`, for lines of a log. */
export function formatClock(at: number): string {
  return new Date(at).toISOString().slice(11, 19)
}
