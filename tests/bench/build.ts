/** A build that the engine has in its cache: from queued to published, against bare docker-buildx on the same context. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getBuild } from '#db/queries/builds.ts'
import { systemViewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { buildFolder, config } from '#lib/config.ts'
import { endBuilder, newDataFolder, queueBuild, someAdministrator, startBuilder } from '../support/builder.ts'
import type { Measure } from './main.ts'
import { median } from './median.ts'

const rounds = 5

export async function buildCached(): Promise<Measure> {
  newDataFolder()
  const administrator = someAdministrator()
  const builder = startBuilder()
  const build = async (name: string) => {
    const started = performance.now()
    const { buildId } = queueBuild(administrator, name, { apt: 'jq' })
    while (!isFinal(getBuild(systemViewer, buildId)?.state ?? 'failed')) await sleep(10)
    return { buildId, ms: performance.now() - started }
  }
  const { buildId } = await build('warm')
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push((await build(`round-${round}`)).ms)
    bare.push(await buildBare(buildId, round))
  }
  await endBuilder(builder, 'SIGTERM')
  return { ours: median(ours), anchor: median(bare), unit: 'ms', goal: 2 }
}

/** What a person would type: build and push. */
function buildBare(buildId: number, round: number): Promise<number> {
  const { SLIPWAY_BUILDX, SLIPWAY_REGISTRY } = config()
  const tag = `${SLIPWAY_REGISTRY}/bench/bare:${round}`
  const context = path.join(buildFolder(buildId), 'context')
  const started = performance.now()
  const child = spawn(SLIPWAY_BUILDX, ['build', '--target=image', '--push', '--tag', tag, context], {
    stdio: 'ignore',
  })
  return new Promise((resolve, reject) => {
    child.on('exit', (code) =>
      code === 0 ? resolve(performance.now() - started) : reject(new Error(`buildx: ${code}`)),
    )
  })
}
