/** T14: viewers who take 1 kB a second, beside others who take a long log as fast as it comes. */
import { type LiveLog, withLiveLog } from '../support/live-log.ts'
import { openMemoryDoor } from '../support/live-memory.ts'
import { isWhole, viewLog } from '../support/log-viewer.ts'
import { viewSlowly } from '../support/slow-viewer.ts'
import { until } from '../support/until.ts'
import type { Result } from './result.ts'

const fastOnes = 5
const mostBytes = 256 * 1024
/** More than the system's own buffers take for a connection. */
const [printed, atOnce] = [120_000, 2_000]

const longLine = (at: number) => `${at} ${'a line of a long log '.repeat(9)}`

/**
 * Each run is a slow viewer. Held: it is still served, the web process holds at most 256 KiB for it, and every fast
 * viewer saw the whole log meanwhile.
 */
export async function crowdSlowly(runs: number): Promise<Result> {
  const memory = await openMemoryDoor()
  const crowd = async ({ build, viewing }: LiveLog) => {
    for (let at = 0; at < printed; at += atOnce) await build.print(atOnce)
    await build.end()
    const viewFast = () => Promise.all(Array.from({ length: fastOnes }, () => viewLog(viewing)))
    const alone = await viewFast()
    const before = await memory.heldBytes()
    const slow = Array.from({ length: runs }, () => viewSlowly(viewing))
    const isServed = await until(() => slow.every((each) => each.taken() > 0))
    const beside = await viewFast()
    const growth = (await memory.heldBytes()) - before
    const isWell = isServed && [...alone, ...beside].every(isWhole) && growth <= runs * mostBytes
    const held = isWell ? slow.filter((each) => each.isConnected()).length : 0
    for (const each of slow) each.leave()
    return { runs, held, lost: runs - held }
  }
  return withLiveLog(crowd, { lineOf: longLine, env: memory.env })
}
