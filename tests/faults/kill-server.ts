/** T1: web and builder are killed with -9 somewhere on a build's way, and started again. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BuildDetail, getBuild } from '#db/queries/builds.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { buildFolder } from '#lib/config.ts'
import { measureLog } from '#lib/logs/append.ts'
import { plainLog } from '#lib/logs/plain.ts'
import { logFile } from '#lib/logs/read.ts'
import { newDataFolder, queueBuild, sampleBase, someAdministrator } from '../support/builder.ts'
import { clientsOf, filesWith } from '../support/leftovers.ts'
import { replayJournal } from '../support/replay.ts'
import { until } from '../support/until.ts'
import { prepareServer, type WholeServer } from '../support/whole-server.ts'
import { type Moment, moments } from './moments.ts'
import type { Result } from './result.ts'
import { openScene, sentLogin } from './scene.ts'

const longestMs = 4_000

/** At work: pulling, installing, exporting, pushing or being verified, as chance will have it. */
const atWork: Moment = {
  name: 'at work',
  prepare: async () => ({ base: sampleBase(), pip: `# ${Date.now()}\nslipway-heavy` }),
  isThere: () => sleep(Math.random() * longestMs).then(() => true),
}

const all = [...moments.filter(({ name }) => name !== 'step'), atWork]

/** Held: it ended as succeeded or truthfully interrupted, its log is whole on disk and on the page, and nothing stays. */
export async function killServer(runs: number): Promise<Result & { interrupted: number }> {
  const dataFolder = newDataFolder()
  const administrator = someAdministrator()
  const scene = await openScene()
  const server = await prepareServer()
  let [held, interrupted] = [0, 0]
  try {
    await server.start()
    for (let run = 0; run < runs; run++) {
      const moment = all[(run + all.length - 1) % all.length] as Moment
      const { buildId } = queueBuild(administrator, `kill-${run}`, await moment.prepare(scene, 'hold'))
      const isThere = await until(() => moment.isThere(scene, buildId), 120_000)
      await server.kill()
      scene.registry.mend()
      await server.start()
      await until(() => isFinal(detailOf(buildId)?.state ?? 'queued'), 180_000)
      const state = detailOf(buildId)?.state
      const faults = [
        ...(isThere ? [] : ['it never came so far']),
        ...(state === 'succeeded' || state === 'interrupted' ? [] : [`it is ${state}`]),
        ...(await logFaults({ buildId, server, administrator })),
        ...(await leftovers(dataFolder)),
      ]
      if (state === 'interrupted') interrupted++
      if (faults.length === 0) held++
      else console.warn(`Killed when ${moment.name}, build ${buildId}: ${faults.join('; ')}.`)
    }
  } finally {
    await server.end('SIGTERM')
    await scene.close()
  }
  return { runs, held, lost: runs - held, interrupted }
}

type Reading = { buildId: number; server: WholeServer; administrator: Viewer }

/** Every byte of the journal, once, in order; as many lines and the hash that the database says; the same on the page. */
async function logFaults({ buildId, server, administrator }: Reading): Promise<string[]> {
  const { logLines, logBytes, logSha256 } = detailOf(buildId) ?? {}
  const { lines, bytes, sha256 } = await measureLog(logFile(buildId))
  const isWhole = readFileSync(logFile(buildId), 'utf8') === replayJournal(buildFolder(buildId))
  const isCounted = lines === logLines && bytes === logBytes && sha256 === logSha256
  const shown = await server.textOf(administrator, `/api/builds/${buildId}/log`)
  const isShown = shown === (await Array.fromAsync(plainLog(buildId))).join('')
  return [
    ...(isWhole ? [] : ['its log is not whole']),
    ...(isCounted ? [] : ['its log has another count']),
    ...(isShown ? [] : ['the page shows another log']),
  ]
}

async function leftovers(dataFolder: string): Promise<string[]> {
  const look = (): string[] => [
    ...clientsOf(dataFolder).map((pid) => `process ${pid}`),
    ...filesWith(dataFolder, sentLogin),
  ]
  await until(() => look().length === 0, 5_000)
  return look()
}

function detailOf(buildId: number): BuildDetail | null {
  return getBuild(systemViewer, buildId)
}
