/** T9: a disk is full to the last byte, that of the database, of builds and logs, or of the engine. Each is a small one of its own. */
import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BuildDetail, getBuild } from '#db/queries/builds.ts'
import { getImage } from '#db/queries/images.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { queueBuild, someAdministrator } from '../support/builder.ts'
import { isPush } from '../support/faulty-registry.ts'
import { pushPlainBase } from '../support/plain-base.ts'
import { registryDigest } from '../support/registry.ts'
import { startSecondEngine } from '../support/second-engine.ts'
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts'
import { until } from '../support/until.ts'
import { prepareServer, type WholeServer } from '../support/whole-server.ts'
import type { Result } from './result.ts'
import { openScene, type Scene } from './scene.ts'

const fullMs = 8_000
const reasons = { database: [], builds: ['data-disk-full'], engine: ['disk-full', 'engine-died'] } as const
type Place = keyof typeof reasons

/** Held: no false success, a readable reason, pages meanwhile, and the next build succeeds without a restart. */
export async function fillDisk(runs: number): Promise<Result> {
  const folder = mkdtempSync(path.resolve('.test', 'full-'))
  const database = mountSmallDisk(path.join(folder, 'data'), 48)
  // Not on the disk of the database, which will be full.
  const builds = mountSmallDisk(path.join(database.folder, 'builds'), 32, path.join(folder, 'builds.disk'))
  const engineDisk = mountSmallDisk(path.join(folder, 'engine'), 768)
  Object.assign(process.env, { SLIPWAY_DATA: database.folder, SLIPWAY_DISK_RESERVE: '0' })
  const engine = await startSecondEngine(engineDisk.folder)
  process.env.DOCKER_HOST = `unix://${engine.socket}`
  const scene = await openScene()
  const server = await prepareServer()
  const disks: Record<Place, SmallDisk> = { database, builds, engine: engineDisk }
  let held = 0
  try {
    await server.start()
    const administrator = someAdministrator()
    for (let run = 0; run < runs; run++) {
      const place = (['database', 'builds', 'engine'] as const)[run % 3] ?? 'engine'
      // Docker itself now and then does not survive a full disk; whoever makes room starts it again.
      const mend = async () => {
        disks[place].free()
        if (!engine.isRunning()) await engine.start()
      }
      const faults = await fillOnce({ run, place, disk: disks[place], mend, scene, server, administrator })
      if (faults.length === 0) held++
      else console.warn(`The disk of the ${place} was full: ${faults.join('; ')}.`)
    }
  } finally {
    await server.end('SIGTERM')
    await Promise.all([scene.close(), engine.stop()])
    for (const disk of [engineDisk, builds, database]) disk.remove()
  }
  return { runs, held, lost: runs - held }
}

type Filling = {
  run: number
  place: Place
  disk: SmallDisk
  mend: () => Promise<void>
  scene: Scene
  server: WholeServer
  administrator: Viewer
}

async function fillOnce({
  run,
  place,
  disk,
  mend,
  scene,
  server,
  administrator,
}: Filling): Promise<string[]> {
  const queue = async (name: string) => {
    const base = await pushPlainBase(scene.realRegistry, `${name}-${Date.now()}`)
    return queueBuild(administrator, `full-${name}-${run}`, { base: `${scene.registry.host}/${base.name}` })
  }
  // The engine must still pull, the others only end.
  scene.registry.fail((asked) =>
    (place === 'engine' ? asked.path.includes('/blobs/') : isPush(asked)) ? 'hold' : null,
  )
  const { buildId } = await queue('meanwhile')
  const isThere = await until(() => scene.registry.failed.length > 0, 120_000)
  disk.fill()
  scene.registry.mend()
  const pages = ['/', '/admin/builds', `/admin/builds/${buildId}`, '/readyz']
  const seen = new Set<number>()
  for (const end = Date.now() + fullMs; Date.now() < end; await sleep(500))
    for (const page of pages) seen.add(await server.statusOf(administrator, page))
  const whileFull = await verdictFaults(buildId, place)
  await mend()
  await until(() => isFinal(detailOf(buildId)?.state ?? 'queued'), 120_000)
  const next = await queue('after')
  const isBack = await until(() => detailOf(next.buildId)?.state === 'succeeded', 120_000)
  return [
    ...(isThere ? [] : ['it never came so far']),
    ...(seen.size === 1 && seen.has(200) ? [] : [`pages answered ${[...seen].join(', ')}`]),
    ...whileFull,
    ...(await verdictFaults(buildId, place)),
    ...(isBack ? [] : [`the next build is ${detailOf(next.buildId)?.state}`]),
  ]
}

/** A success must be the registry's too; a failure must name the disk. */
async function verdictFaults(buildId: number, place: Place): Promise<string[]> {
  const build = detailOf(buildId)
  if (!build || !isFinal(build.state)) return build ? [] : ['it is gone']
  const { state, diagnosis, reference, digest, imageName } = build
  const isReady = getImage(systemViewer, imageName)?.isReady === true
  if (state === 'succeeded')
    return isReady && digest && (await registryDigest(reference ?? '')) === digest ? [] : ['it is no success']
  const known: readonly string[] = reasons[place]
  const isTrue = state === 'failed' && !isReady && known.includes(diagnosis?.code ?? '')
  return isTrue ? [] : [`it is ${state}, ${JSON.stringify(diagnosis)}`]
}

function detailOf(buildId: number): BuildDetail | null {
  return getBuild(systemViewer, buildId)
}
