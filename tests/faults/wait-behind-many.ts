/** T11: one person queues fifty builds, then another queues one; two run at a time. */
import { claimBuild, finishBuild, listRunningJobs } from '#db/queries/build-queue.ts'
import { getBuild } from '#db/queries/builds.ts'
import type { Viewer } from '#lib/access.ts'
import { customImage, person } from '../support/catalogue.ts'
import { openFreshDatabase } from '../support/database.ts'
import type { Result } from './result.ts'

const many = 50
const engine = [{ id: null, slots: 2 }]
const log = { lines: 1, bytes: 9, sha256: 'x' }

/** Held: the one starts in one of the next two slots, and was told its place truthfully. */
export async function waitBehindMany(runs: number): Promise<Result> {
  let held = 0
  for (let run = 0; run < runs; run++) {
    openFreshDatabase()
    const [first, second] = ['ada', 'eve'].map((name) => person(name, { isAdministrator: true })) as [
      Viewer,
      Viewer,
    ]
    for (let at = 0; at < many; at++) customImage(first, `mine-${at}`)
    fillSlots()
    // So many have ended before the other comes.
    for (let ended = Math.floor(Math.random() * many) - 2; ended > 0; ended--) endOne()
    const { buildId } = customImage(second, 'theirs')
    const place = getBuild(second, buildId)?.queuePosition
    const begun = [endOne(), endOne()].flat()
    if (place === 1 && begun.indexOf(buildId) === place - 1) held++
  }
  return { runs, held, lost: runs - held }
}

/** Takes what there is room for. Returns which. */
function fillSlots(): number[] {
  const job = claimBuild(engine)
  return job ? [job.id, ...fillSlots()] : []
}

/** Either of the two that run ends, and the next takes its slot. */
function endOne(): number[] {
  const running = listRunningJobs()
  const job = running[Math.floor(Math.random() * running.length)]
  if (job) finishBuild(job.id, { state: 'failed', diagnosis: null, log, published: null })
  return fillSlots()
}
