/** T17: the registry fails in the middle of a push, or does not have what was pushed. It is a faulty one of ours. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type BuildDetail, getBuild } from '#db/queries/builds.ts'
import { getImage } from '#db/queries/images.ts'
import { systemViewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { buildFolder } from '#lib/config.ts'
import { endBuilder, newDataFolder, queueBuild, someAdministrator, startBuilder } from '../support/builder.ts'
import { type Asked, type Fault, isPush } from '../support/faulty-registry.ts'
import { pushPlainBase } from '../support/plain-base.ts'
import { until } from '../support/until.ts'
import type { Result } from './result.ts'
import { openScene } from './scene.ts'

type Case = { name: string; code: string; fault: (buildId: number) => (asked: Asked) => Fault | null }

const inPush = (fault: Fault) => () => (asked: Asked) => (isPush(asked) ? fault : null)

/** The push ended well; what it left is not there any more. */
function afterPush(buildId: number): (asked: Asked) => Fault | null {
  const exit = path.join(buildFolder(buildId), 'exit')
  return ({ path: asked }) => (asked.includes('/slipway/') && existsSync(exit) ? 404 : null)
}

/** What the registry does, and the stable word that the diagnosis must have for it. */
export const cases: readonly Case[] = [
  { name: '401', code: 'push-unauthorised', fault: inPush(401) },
  { name: '403', code: 'push-denied', fault: inPush(403) },
  { name: '404', code: 'push-missing', fault: inPush(404) },
  { name: '429', code: 'push-rate-limit', fault: inPush(429) },
  { name: '500', code: 'push-broken', fault: inPush(500) },
  { name: 'hangs', code: 'silence', fault: inPush('hang') },
  {
    name: 'breaks off',
    code: 'push-unreachable',
    fault:
      () =>
      ({ method }) =>
        method === 'PUT' || method === 'PATCH' ? 'break' : null,
  },
  { name: 'lost the image', code: 'push-unconfirmed', fault: afterPush },
]

/** Held: the build failed with the reason of this very fault, and nothing is in the catalogue. */
export async function failRegistry(runs: number): Promise<Result> {
  newDataFolder()
  const scene = await openScene()
  process.env.SLIPWAY_BUILD_SILENCE = '8'
  const administrator = someAdministrator()
  const builder = startBuilder()
  let held = 0
  for (let run = 0; run < runs; run++) {
    const { name, code, fault } = cases[run % cases.length] as Case
    const base = await pushPlainBase(scene.realRegistry, `${Date.now()}-${run}`)
    const queued = queueBuild(administrator, `fails-${run}`, { base: `${scene.registry.host}/${base.name}` })
    scene.registry.fail(fault(queued.buildId))
    await until(() => isFinal(detailOf(queued.buildId)?.state ?? 'queued'), 120_000)
    scene.registry.mend()
    const { state, diagnosis } = detailOf(queued.buildId) ?? {}
    const isTrue = state === 'failed' && diagnosis?.code === code && diagnosis.advice !== ''
    if (isTrue && getImage(systemViewer, queued.name)?.isReady === false) held++
    else console.warn(`A registry that ${name}: ${state}, ${JSON.stringify(diagnosis)}.`)
  }
  await endBuilder(builder, 'SIGTERM')
  await scene.close()
  return { runs, held, lost: runs - held }
}

function detailOf(buildId: number): BuildDetail | null {
  return getBuild(systemViewer, buildId)
}
