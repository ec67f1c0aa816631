/** What machines do: the builder claims, dies and returns, processes end, the clock jumps, a base changes. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { db } from '#db/client.ts'
import {
  claimBuild,
  finishBuild,
  isCancelRequested,
  listRunningJobs,
  recordBase,
} from '#db/queries/build-queue.ts'
import { getBuild } from '#db/queries/builds.ts'
import { insertDueRebuilds } from '#db/queries/scheduled-rebuilds.ts'
import { saveAnswer } from '#db/queries/source-checks.ts'
import { systemViewer } from '#lib/access.ts'
import type { Verdict } from '#lib/builds/state.ts'
import { groupId } from '../../support/catalogue.ts'
import { type Command, command } from './command.ts'
import { all, digestOf } from './invariants.ts'
import { noteQueued } from './people.ts'
import { type Model, moveClock, pick, type Run, restart } from './world.ts'

const isUp = ({ isBuilderUp }: Model) => isBuilderUp
const hourMs = 3_600_000

/** What a day is full of. */
export const usualCommands: fc.Arbitrary<Command>[] = [
  fc.constant(command('build one', buildOne, isUp)),
  fc.constant(command('builder returns', comeBack, (model) => !model.isBuilderUp)),
  fc
    .record({ digest: fc.nat(2), follows: fc.constantFrom(true, true, false) })
    .map((asked) => command(`base ${JSON.stringify(asked)}`, (model) => changeBase(model, asked))),
]

export const machineCommands: fc.Arbitrary<Command>[] = [
  fc
    .record({ slots: fc.integer({ min: 1, max: 3 }), diesAtOnce: fc.boolean() })
    .map((asked) => command(`claim ${JSON.stringify(asked)}`, (model) => claim(model, asked), isUp)),
  fc
    .record({ which: fc.nat(9), how: fc.constantFrom<Run[]>('pushed', 'pushed', 'failed', 'gone') })
    .map((asked) => command(`process ends ${JSON.stringify(asked)}`, (model) => endRun(model, asked))),
  fc.constant(command('builder looks', lookAtRuns, isUp)),
  fc.constant(command('builder dies', die, isUp)),
  fc.constant(command('machine reboots', reboot)),
  fc.constant(command('all restart', restart)),
  fc
    .record({ which: fc.nat(99), as: fc.constantFrom<Verdict[]>('succeeded', 'failed', 'interrupted') })
    .map((asked) => command(`late verdict ${JSON.stringify(asked)}`, (model) => sayLate(model, asked))),
  fc.constantFrom(-hourMs, hourMs).map((ms) => command(`clock ${ms}`, () => moveClock(ms))),
]

function claim(model: Model, { slots, diesAtOnce }: { slots: number; diesAtOnce: boolean }): void {
  const waiting = model.builds.filter(({ state }) => state === 'queued')
  const running = model.builds.filter(({ state }) => state === 'running').length
  const first = waiting.find(({ id }) => getBuild(systemViewer, id)?.queuePosition === 1)
  const job = claimBuild([{ id: null, slots }])
  const own = first?.isScheduled ? Math.max(1, slots - 1) : slots
  assert.equal(job?.id, running < own ? first?.id : undefined, 'the first in the queue, while there is room')
  if (!job || !first) return
  first.state = 'running'
  const [last] = all<{ id: number }>('SELECT id FROM builds ORDER BY turn DESC LIMIT 1')
  assert.equal(last?.id, job.id, 'the last turn, whatever the clock says')
  model.runs.set(job.id, diesAtOnce ? 'none' : 'alive')
  if (diesAtOnce) model.isBuilderUp = false
  else recordBase(job.id, baseDigest(0))
}

/** From the queue to the catalogue. */
function buildOne(model: Model): void {
  const before = new Set(model.runs.keys())
  claim(model, { slots: 9, diesAtOnce: false })
  for (const id of model.runs.keys()) if (!before.has(id)) model.runs.set(id, 'pushed')
  lookAtRuns(model)
}

function endRun(model: Model, { which, how }: { which: number; how: Run }): void {
  const alive = [...model.runs].filter(([, run]) => run === 'alive')
  const [id] = pick(alive, which) ?? []
  if (id !== undefined) model.runs.set(id, how)
}

/** As lib/builder/verdict.ts decides. */
function lookAtRuns(model: Model): void {
  for (const { id } of listRunningJobs()) {
    const run = model.runs.get(id)
    const build = model.builds.find((other) => other.id === id)
    assert.ok(run && build, 'no build runs that nobody claimed')
    if (run === 'alive' && isCancelRequested(id)) end(model, id, 'cancelled')
    else if (run === 'pushed') end(model, id, 'succeeded')
    else if (run === 'failed' || run === 'gone')
      end(model, id, isCancelRequested(id) ? 'cancelled' : run === 'gone' ? 'interrupted' : 'failed')
  }
}

function end(model: Model, id: number, state: Verdict): void {
  finishBuild(id, outcomeOf(id, state))
  model.runs.delete(id)
  const build = model.builds.find((other) => other.id === id)
  if (!build) return
  build.state = state
  const image = model.images.find((other) => other.id === build.imageId)
  if (image && state === 'succeeded') image.published = id
}

/** What it claimed and never began is begun; afterwards nothing is called running whose process is not there. */
function comeBack(model: Model): void {
  model.isBuilderUp = true
  for (const { id } of listRunningJobs()) if (model.runs.get(id) === 'none') model.runs.set(id, 'alive')
  lookAtRuns(model)
  for (const { id } of listRunningJobs()) assert.equal(model.runs.get(id), 'alive', 'nothing runs falsely')
}

function die(model: Model): void {
  model.isBuilderUp = false
}

function reboot(model: Model): void {
  die(model)
  for (const [id, run] of model.runs) if (run === 'alive') model.runs.set(id, 'gone')
  restart()
}

/** A verdict on what has ended, or was deleted, changes nothing. */
function sayLate(model: Model, { which, as }: { which: number; as: Verdict }): void {
  const ended = model.builds.filter(({ state }) => state !== 'queued' && state !== 'running')
  finishBuild(pick(ended, which)?.id ?? 999_999, outcomeOf(which, as))
}

/** The registry answers for the base, and images that follow it are queued for a rebuild, once each. */
function changeBase(model: Model, { digest, follows }: { digest: number; follows: boolean }): void {
  db().$client.prepare('UPDATE images SET rebuilds_on_new_base = ?').run(Number(follows))
  const answer = { digest: baseDigest(digest), fault: null }
  for (const ownerGroupId of [null, groupId('vision')])
    saveAnswer({ reference: 'debian:12', pullSecretId: null, ownerGroupId }, answer, Date.now())
  const before = new Set(model.builds.map(({ id }) => id))
  const count = insertDueRebuilds(() => true)
  const rows = all<{ id: number; image_id: number; spec: string }>(
    'SELECT id, image_id, spec FROM builds ORDER BY id',
  )
  const added = rows.filter(({ id }) => !before.has(id))
  assert.equal(added.length, count)
  assert.ok(follows || count === 0, 'only those that follow it')
  for (const { id, image_id, spec } of added) {
    assert.notEqual(
      model.images.find((image) => image.id === image_id)?.published,
      null,
      'only what is published',
    )
    noteQueued(model, { id, imageId: image_id, spec: JSON.parse(spec), isScheduled: true })
  }
  assert.equal(
    insertDueRebuilds(() => true),
    0,
    'never twice for one base',
  )
}

function outcomeOf(id: number, state: Verdict) {
  const pushed = { reference: `r.example/x:${id}`, digest: digestOf(id), packages: [] }
  const log = { lines: 1, bytes: 9, sha256: 'x' }
  return { state, diagnosis: null, log, published: state === 'succeeded' ? pushed : null }
}

function baseDigest(at: number): string {
  return `sha256:${String(at).repeat(64)}`
}
