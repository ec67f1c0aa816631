/** T5: a proxy that delays, drops and truncates anywhere, and a web process that is killed with -9 and started again. */
import { startFaultyProxy } from '../support/faulty-proxy.ts'
import { withLiveLog } from '../support/live-log.ts'
import { isWhole, viewLog } from '../support/log-viewer.ts'
import { printSlowly } from '../support/written-build.ts'
import type { Result } from './result.ts'

const lines = 10_000

/** Each run is a viewer behind the proxy. Held: it saw every byte of the log once, in order. */
export function breakProxy(runs: number): Promise<Result> {
  return withLiveLog(async ({ build, viewing, restart }) => {
    const proxy = await startFaultyProxy(viewing.port)
    const viewers = Array.from({ length: runs }, () => viewLog({ ...viewing, port: proxy.port }))
    await printSlowly(build, lines / 2)
    await restart()
    await printSlowly(build, lines / 2)
    await build.end()
    const viewed = await Promise.all(viewers)
    await proxy.stop()
    const isTried = proxy.drops() > runs
    const held = viewed.filter((each) => isTried && isWhole(each) && each.end.lines === lines).length
    return { runs, held, lost: runs - held }
  })
}
