/** T12: the clock of the builder jumps an hour on and an hour back while builds run and wait. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { db, setDatabase } from '#db/client.ts'
import { getBuild } from '#db/queries/builds.ts'
import { systemViewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { config } from '#lib/config.ts'
import { endBuilder, newDataFolder, queueBuild, someAdministrator, startBuilder } from '../support/builder.ts'
import type { Result } from './result.ts'

const hourMs = 3_600_000
const patienceMs = 300_000
const jumps = [hourMs, -hourMs, 0]

/** Held: what should succeed succeeds, one after the other in the order of asking, although one before them failed. */
export async function jumpClock(runs: number): Promise<Result> {
  const data = newDataFolder()
  const clock = path.join(data, 'clock')
  writeFileSync(clock, '0')
  Object.assign(process.env, { CLOCK_FILE: clock, SLIPWAY_BUILDS_AT_ONCE: '1' })
  config().SLIPWAY_DATA = data
  setDatabase(undefined)
  const administrator = someAdministrator()
  const builder = startJumping()
  let held = 0
  for (let run = 0; run < runs; run++) {
    const queue = (name: string, pip: string) => queueBuild(administrator, `${name}-${run}`, { pip }).buildId
    const lists = ['no-such-wheel', 'slipway-report', 'slipway-hello']
    const ids = lists.map((pip, at) => queue(`clock-${at}`, `# run ${run} of ${process.pid}\n${pip}`))
    await jumpUntilEnded(clock, ids)
    if (isAsPromised(ids)) held++
  }
  await endBuilder(builder, 'SIGTERM')
  return { runs, held, lost: runs - held }
}

function startJumping() {
  const { NODE_OPTIONS: before = '' } = process.env
  process.env.NODE_OPTIONS = `${before} --import=${path.join(import.meta.dirname, 'workers/jumping-clock.ts')}`
  const builder = startBuilder()
  process.env.NODE_OPTIONS = before
  return builder
}

/** At random moments, as a machine that is put right by a time server. */
async function jumpUntilEnded(clock: string, ids: readonly number[]): Promise<void> {
  const until = performance.now() + patienceMs
  for (let at = 0; performance.now() < until && !ids.every(hasEnded); at++) {
    writeFileSync(clock, String(jumps[at % jumps.length]))
    await sleep(300 + Math.random() * 1_500)
  }
}

function hasEnded(id: number): boolean {
  const state = getBuild(systemViewer, id)?.state
  return state !== undefined && isFinal(state)
}

function isAsPromised(ids: readonly number[]): boolean {
  const builds = ids.map((id) => getBuild(systemViewer, id))
  const states = builds.map((build) => build?.state).join()
  const hasNoneEndedBefore = builds.every((build) => (build?.finishedAt ?? 0) >= (build?.startedAt ?? 1))
  return states === 'failed,succeeded,succeeded' && hasNoneEndedBefore && beginnings(ids) === ids.join()
}

function beginnings(ids: readonly number[]): string {
  const rows = db().$client.prepare('SELECT id FROM builds ORDER BY turn').all() as { id: number }[]
  return rows.flatMap(({ id }) => (ids.includes(id) ? [id] : [])).join()
}
