/** T8: builds are cancelled in the queue, while the base is looked up and pulled, in a step, in the export and in the push. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { getBuild, requestCancel } from '#db/queries/builds.ts'
import { getImage } from '#db/queries/images.ts'
import { systemViewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { buildFolder } from '#lib/config.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import { memoryFolder } from '#lib/secrets/memory.ts'
import { endBuilder, newDataFolder, queueBuild, someAdministrator, startBuilder } from '../support/builder.ts'
import { clientsOf, engineFolder, filesWith, namesIn, stepsIn } from '../support/leftovers.ts'
import { until } from '../support/until.ts'
import { type Moment, moments } from './moments.ts'
import type { Result } from './result.ts'
import { openScene, sentLogin } from './scene.ts'

/** Held: cancelled within `limitMs`, no process, no credential, nothing false in the catalogue; or succeeded before. */
export async function cancelBuild(runs: number, limitMs = 2_000): Promise<Result & { slowestMs: number }> {
  const dataFolder = newDataFolder()
  const scene = await openScene()
  const engine = await engineFolder()
  const administrator = someAdministrator()
  const builder = startBuilder()
  const times: number[] = []
  let held = 0
  for (let run = 0; run < runs; run++) {
    const moment = moments[run % moments.length] as Moment
    const { buildId, name } = queueBuild(administrator, `cancel-${run}`, await moment.prepare(scene))
    const isThere = await until(() => moment.isThere(scene, buildId), 120_000)
    const begun = performance.now()
    requestCancel(administrator, buildId)
    await until(() => isFinal(getBuild(systemViewer, buildId)?.state ?? 'queued'))
    const tookMs = Math.round(performance.now() - begun)
    const faults = [
      ...(isThere ? [] : ['it never came so far']),
      ...stateFaults(moment, buildId, name),
      ...(moment.name !== 'pushed' && tookMs > limitMs ? [`it took ${tookMs} ms`] : []),
      ...(await leftovers(dataFolder, engine, buildId)),
    ]
    scene.registry.mend()
    if (moment.name !== 'pushed') times.push(tookMs)
    if (faults.length === 0) held++
    else console.warn(`Cancelled when ${moment.name}, build ${buildId}: ${faults.join('; ')}.`)
  }
  await endBuilder(builder, 'SIGTERM')
  if (namesIn(memoryFolder() ?? path.join(dataFolder, 'scratch')).length > 0) held = 0
  await scene.close()
  return { runs, held, lost: runs - held, slowestMs: Math.max(...times) }
}

function stateFaults({ name: moment }: Moment, buildId: number, name: string): string[] {
  const state = getBuild(systemViewer, buildId)?.state
  const image = getImage(systemViewer, name)
  const wanted = moment === 'pushed' ? 'succeeded' : 'cancelled'
  const isReady = moment === 'pushed'
  return [
    ...(state === wanted ? [] : [`it is ${state}`]),
    ...(image?.isReady === isReady && (image.digest !== null) === isReady
      ? []
      : ['the catalogue says otherwise']),
  ]
}

/** What is there a moment later may still be about to go. */
async function leftovers(dataFolder: string, engine: string, buildId: number): Promise<string[]> {
  const look = (): string[] => [
    ...clientsOf(dataFolder).map((pid) => `process ${pid}`),
    ...stepsIn(engine).map((pid) => `step ${pid}`),
    ...filesWith(dataFolder, sentLogin),
    ...[dockerConfigOf(buildFolder(buildId))].filter(existsSync),
  ]
  await until(() => look().length === 0, 2_000)
  return look()
}
