/** A web application with something to see in it, for as long as some work lasts. */
import { setDatabase } from '#db/client.ts'
import { config } from '#lib/config.ts'
import type { Result } from '../../faults/result.ts'
import { newDataFolder } from '../builder.ts'
import { copyWithoutProxy, startWeb, type Web } from '../web.ts'
import { heldInEnvironment } from './held.ts'
import type { Tried } from './try-doors.ts'
import { fillWorld, type World } from './world.ts'

const canaries = { SLIPWAY_REGISTRY_USERNAME: 'canary-pushes', ...heldInEnvironment }

type Options = { withoutProxy?: boolean; env?: Record<string, string> }

/** Every call has a data folder of its own. */
export async function withWorld<T>(
  work: (web: Web, world: World) => Promise<T>,
  { withoutProxy = false, env = {} }: Options = {},
): Promise<T> {
  const folder = newDataFolder()
  config().SLIPWAY_DATA = folder
  setDatabase(undefined)
  const world = await fillWorld()
  const copy = withoutProxy ? copyWithoutProxy() : null
  const web = await startWeb({ env: { ...canaries, ...env }, ...(copy && { root: copy.root }) })
  try {
    return await work(web, world)
  } finally {
    await web.stop()
    copy?.remove()
  }
}

/** The counts of tries, and on stderr what was not as it should be. */
export function resultOf(tries: readonly Tried[]): Result {
  const faults = tries.flatMap((tried) => tried.faults)
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  const runs = tries.reduce((sum, { asked }) => sum + asked, 0)
  return { runs, held: runs - faults.length, lost: faults.length }
}
