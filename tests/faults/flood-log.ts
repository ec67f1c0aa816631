/** T13: a build prints a million lines, a line of 100 MB, as much plain text, a GB. The client that prints is ours: a real engine clips. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type BuildDetail, getBuild } from '#db/queries/builds.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { buildFolder, config } from '#lib/config.ts'
import { measureLog } from '#lib/logs/append.ts'
import { logFile } from '#lib/logs/read.ts'
import { endBuilder, newDataFolder, queueBuild, someAdministrator, startBuilder } from '../support/builder.ts'
import { peakMemory } from '../support/memory.ts'
import { replayJournal } from '../support/replay.ts'
import { until } from '../support/until.ts'
import type { Result } from './result.ts'

const patienceMs = 600_000
/** What a builder has seen whose memory is compared. */
const ordinary = 'flood-lines-20000'
const mostGrowth = 64 * 1024 * 1024

/** Thousands of lines, or MiB, in the long form. */
const floods = [
  ['lines', 1_000_000],
  ['line', 100],
  ['text', 100],
  ['bytes', 1_024],
] as const

/**
 * Held: the build has failed for its own reason, or for printing too much; its log is within its limit, says what it
 * left out, has the error at its end and the figures that it is recorded with; the builder takes at most 64 MiB more than for
 * an ordinary build.
 * `share`: of the whole flood and its limits, for the short form.
 */
export async function floodLog(runs: number, share = 1): Promise<Result> {
  const dataFolder = newDataFolder()
  setLimits(share)
  process.env.SLIPWAY_BUILDX = floodingBuildx(dataFolder)
  const administrator = someAdministrator()
  const builder = startBuilder()
  await flood(administrator, ordinary)
  const before = peakMemory(builder.pid)
  let held = 0
  for (let run = 0; run < runs; run++) {
    const [kind, amount] = floods[run % floods.length] ?? floods[0]
    const build = await flood(administrator, `flood-${kind}-${Math.round(amount * share)}-${run}`)
    const growth = peakMemory(builder.pid) - before
    if ((await isTruthful(build, kind)) && growth <= mostGrowth) held++
  }
  await endBuilder(builder, 'SIGTERM')
  return { runs, held, lost: runs - held }
}

function setLimits(share: number): void {
  process.env.SLIPWAY_LOG_LIMIT = String(Math.ceil(64 * share))
  process.env.SLIPWAY_BUILD_OUTPUT = String(Math.ceil(512 * share))
}

/** A program, because that is what the builder starts. */
function floodingBuildx(folder: string): string {
  const file = path.join(folder, 'flooding-buildx')
  const own = path.resolve('tests/support/flooding-buildx.mjs')
  const real = process.env.SLIPWAY_BUILDX || 'docker-buildx'
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${own}" "${real}" "$@"\n`)
  chmodSync(file, 0o755)
  return file
}

async function flood(administrator: Viewer, name: string): Promise<BuildDetail> {
  const { buildId } = queueBuild(administrator, name, { pip: 'slipway-nothing' })
  const isEnded = () => isFinal(getBuild(systemViewer, buildId)?.state ?? 'queued')
  const build = (await until(isEnded, patienceMs)) ? getBuild(systemViewer, buildId) : null
  if (!build) throw new Error(`${name} did not end.`)
  return build
}

async function isTruthful(build: BuildDetail, kind: string): Promise<boolean> {
  const { id, state, diagnosis, logLines, logBytes, logSha256 } = build
  const figures = await measureLog(logFile(id))
  const text = readFileSync(logFile(id), 'utf8')
  const end = text.slice(-4_000)
  const isStopped = kind === 'bytes'
  return (
    state === 'failed' &&
    diagnosis?.code === (isStopped ? 'output' : 'pip-unknown') &&
    (isStopped || end.includes('No matching distribution found for slipway-nothing')) &&
    figures.lines === logLines &&
    figures.bytes === logBytes &&
    figures.sha256 === logSha256 &&
    figures.bytes <= config().SLIPWAY_LOG_LIMIT * 1024 * 1024 &&
    /[\d,]+ lines? \([\d.,]+ MiB\) were not kept here|Parts of one line .* not kept here/.test(text) &&
    text === replayJournal(buildFolder(id))
  )
}
