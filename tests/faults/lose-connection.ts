/** T4: viewers whose connections break off again and again while a log grows. */
import { withLiveLog } from '../support/live-log.ts'
import { isWhole, viewLog } from '../support/log-viewer.ts'
import { printSlowly } from '../support/written-build.ts'
import type { Result } from './result.ts'

const lines = 10_000
const losses = 10

/** Each run is a viewer. Held: ten connections of it were lost, and it saw every byte of the log once, in order. */
export function loseConnection(runs: number): Promise<Result> {
  return withLiveLog(async ({ build, viewing }) => {
    const viewers = Array.from({ length: runs }, () => viewLog({ ...viewing, leaveAfter: leaver() }))
    await printSlowly(build, lines)
    await build.end()
    const viewed = await Promise.all(viewers)
    const isHeld = (each: (typeof viewed)[number]) =>
      isWhole(each) && each.end.lines === lines && each.connections > losses
    const held = viewed.filter(isHeld).length
    return { runs, held, lost: runs - held }
  })
}

/** Leaves anywhere within the first bytes, ten times, then stays. */
function leaver(): () => number {
  let left = losses
  return () => (left-- > 0 ? Math.ceil(Math.random() * 100_000) : Number.POSITIVE_INFINITY)
}
