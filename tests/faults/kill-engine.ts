/** T3: the engine is killed with -9 in the middle of a build, and started again. It is an engine of its own. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type BuildDetail, getBuild } from '#db/queries/builds.ts'
import { getImage } from '#db/queries/images.ts'
import { systemViewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { buildFolder } from '#lib/config.ts'
import { logFile } from '#lib/logs/read.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import { endBuilder, newDataFolder, queueBuild, someAdministrator, startBuilder } from '../support/builder.ts'
import { clientsOf, filesWith, stepsIn } from '../support/leftovers.ts'
import { registryDigest } from '../support/registry.ts'
import { replayJournal } from '../support/replay.ts'
import { startSecondEngine } from '../support/second-engine.ts'
import { until } from '../support/until.ts'
import { moments } from './moments.ts'
import type { Result } from './result.ts'
import { openScene, sentLogin } from './scene.ts'

const meant = moments.filter(({ name }) => ['step', 'push', 'pull', 'export', 'pushed'].includes(name))
const engineCodes = ['engine-died', 'engine-absent']

type Figures = { slowestMs: number; stepsLeftByEngine: number }

/** Held: the build that ran says what happened, in time; nothing of ours stays; the same builder builds the next one. */
export async function killEngine(runs: number, limitMs = 30_000): Promise<Result & Figures> {
  const dataFolder = newDataFolder()
  const engine = await startSecondEngine()
  process.env.DOCKER_HOST = `unix://${engine.socket}`
  const scene = await openScene()
  const administrator = someAdministrator()
  const builder = startBuilder()
  const figures = { slowestMs: 0, stepsLeftByEngine: 0 }
  let held = 0
  for (let run = 0; run < runs; run++) {
    const moment = meant[run % meant.length] as (typeof meant)[number]
    const { buildId } = queueBuild(administrator, `engine-${run}`, await moment.prepare(scene))
    // Where the engine was killed before, this says too that the builder found it again.
    const isThere = await until(() => moment.isThere(scene, buildId), 120_000)
    const killedAt = performance.now()
    engine.kill()
    await until(() => isFinal(stateOf(buildId)?.state ?? 'queued'))
    const tookMs = Math.round(performance.now() - killedAt)
    const faults = [
      ...(isThere ? [] : ['it never came so far']),
      ...(tookMs > limitMs ? [`it took ${tookMs} ms`] : []),
      ...(await verdictFaults(buildId)),
      ...(await leftovers(dataFolder, buildId)),
    ]
    figures.slowestMs = Math.max(figures.slowestMs, tookMs)
    figures.stepsLeftByEngine += stepsIn(path.dirname(engine.socket)).length
    scene.registry.mend()
    await engine.start()
    if (faults.length === 0) held++
    else console.warn(`Engine killed in ${moment.name}, build ${buildId}: ${faults.join('; ')}.`)
  }
  if (!(await buildsAgain(() => queueBuild(administrator, 'after-all', {}).buildId))) held = 0
  await endBuilder(builder, 'SIGTERM')
  await Promise.all([scene.close(), engine.stop()])
  return { runs, held, lost: runs - held, ...figures }
}

function stateOf(buildId: number): BuildDetail | null {
  return getBuild(systemViewer, buildId)
}

async function buildsAgain(queue: () => number): Promise<boolean> {
  const buildId = queue()
  return until(() => stateOf(buildId)?.state === 'succeeded', 120_000)
}

/** A build whose image the registry has may have succeeded; every other one blames the engine and says what to do. */
async function verdictFaults(buildId: number): Promise<string[]> {
  const build = stateOf(buildId)
  if (!build) return ['it is gone']
  const { state, diagnosis, reference, digest } = build
  const isPublished = getImage(systemViewer, build.imageName)?.isReady === true
  const isWhole = readFileSync(logFile(buildId), 'utf8') === replayJournal(buildFolder(buildId))
  const isTrue =
    state === 'succeeded'
      ? isPublished && digest !== null && (await registryDigest(reference ?? '')) === digest
      : !isPublished && engineCodes.includes(diagnosis?.code ?? '') && diagnosis?.advice !== ''
  return [
    ...(isTrue ? [] : [`it is ${state}, ${diagnosis?.code}: ${diagnosis?.summary}`]),
    ...(isWhole ? [] : ['its log is not whole']),
  ]
}

async function leftovers(dataFolder: string, buildId: number): Promise<string[]> {
  const look = (): string[] => [
    ...clientsOf(dataFolder).map((pid) => `process ${pid}`),
    ...filesWith(dataFolder, sentLogin),
    ...[dockerConfigOf(buildFolder(buildId))].filter(existsSync),
  ]
  await until(() => look().length === 0, 2_000)
  return look()
}
