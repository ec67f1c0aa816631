/** How long a build will probably take, by earlier builds that had the same to do. */
import { type BuildSpec, packageManagers } from '#lib/images/types.ts'
import { compareSpecs } from './spec-difference.ts'

/** What a build is asked for, and what the image’s build before it was asked for; null for a first build. */
export type Task = { spec: BuildSpec; before: BuildSpec | null; isFresh: boolean }
export type DoneTask = Task & { durationMs: number }

/** `count`: how many builds it rests on. */
export type Estimate = { ms: number; count: number }

const most = 5

/**
 * The median of the newest builds that had the same work to do, or else of all of this image’s. `own` and `others` (first
 * builds of other images) are newest first. Null where nothing is known.
 */
export function estimateBuild(
  task: Task,
  { own, others }: { own: readonly DoneTask[]; others: readonly DoneTask[] },
): Estimate | null {
  const isAlike = (done: DoneTask) => workOf(done) === workOf(task)
  const known = [own.filter(isAlike), own, others.filter(isAlike)].find((tasks) => tasks.length > 0) ?? []
  const times = known.slice(0, most).map(({ durationMs }) => durationMs)
  const ms = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]
  return ms === undefined ? null : { ms, count: times.length }
}

/** What cannot come from the cache: everything, or the lists from the first that changed on. */
function workOf({ spec, before, isFresh }: Task): string {
  const used = packageManagers.filter((manager) => spec[manager].trim() !== '')
  if (isFresh || before === null) return `all: ${used.join(' ')}`
  const { base, lists } = compareSpecs(before, spec)
  if (base) return `all: ${used.join(' ')}`
  const [first] = lists
  if (!first) return 'nothing'
  return `from ${first.manager}: ${used.slice(used.indexOf(first.manager)).join(' ')}`
}
