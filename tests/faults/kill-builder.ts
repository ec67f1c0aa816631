/** T1: the builder is killed with -9 at a random moment of a build and started again. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { getBuild } from '#db/queries/builds.ts'
import { systemViewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { buildFolder } from '#lib/config.ts'
import { logFile } from '#lib/logs/read.ts'
import { endBuilder, newDataFolder, queueBuild, someAdministrator, startBuilder } from '../support/builder.ts'
import { replayJournal } from '../support/replay.ts'
import type { Result } from './result.ts'

const longestMs = 8_000
const patienceMs = 180_000

/** Held: the build succeeded or is truthfully interrupted, and its log is every byte of the journal, once, in order. */
export async function killBuilder(runs: number): Promise<Result> {
  newDataFolder()
  const administrator = someAdministrator()
  let held = 0
  for (let run = 0; run < runs; run++) {
    const first = startBuilder()
    // A comment makes each pip list another one, so that no run is taken from the cache.
    const lists = { apt: 'jq', pip: `# run ${run} of ${Date.now()}\nslipway-report` }
    const { buildId } = queueBuild(administrator, `kill-${run}`, lists)
    await sleep(Math.random() * longestMs)
    await endBuilder(first, 'SIGKILL')
    const second = startBuilder()
    if ((await isEnded(buildId)) && isWhole(buildId)) held++
    await endBuilder(second, 'SIGTERM')
  }
  return { runs, held, lost: runs - held }
}

async function isEnded(buildId: number): Promise<boolean> {
  const until = Date.now() + patienceMs
  while (Date.now() < until) {
    const state = getBuild(systemViewer, buildId)?.state
    if (state && isFinal(state)) return state === 'succeeded' || state === 'interrupted'
    await sleep(100)
  }
  return false
}

function isWhole(buildId: number): boolean {
  return readFileSync(logFile(buildId), 'utf8') === replayJournal(buildFolder(buildId))
}
