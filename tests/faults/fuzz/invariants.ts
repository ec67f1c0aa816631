/** What must hold at every moment, asked of the database itself. */
import assert from 'node:assert/strict'
import { db } from '#db/client.ts'
import { getBuild } from '#db/queries/builds.ts'
import { systemViewer } from '#lib/access.ts'
import { buildsOf, isActive, type Model, type World } from './world.ts'

type Row = { id: number; state: string; image_id: number; turn: number | null; scheduled_for: string | null }
type Kept = { id: number; published_build_id: number | null; digest: string | null; last_build_state: string }

/** Throws an AssertionError that says what does not hold. */
export function checkInvariants(model: Model, _: World): void {
  const rows = all<Row>('SELECT id, state, image_id, turn, scheduled_for FROM builds ORDER BY id')
  const found = rows.map(({ id, state }) => `${id} ${state}`)
  assert.deepEqual(
    found,
    model.builds.map(({ id, state }) => `${id} ${state}`),
    'each build has its one state',
  )
  checkImages(model)
  checkQueue(rows)
  checkTurns(rows)
}

function checkImages(model: Model): void {
  const rows = all<Kept>('SELECT id, published_build_id, digest, last_build_state FROM images ORDER BY id')
  assert.deepEqual(
    rows.map(({ id }) => id),
    model.images.map(({ id }) => id),
    'the images that were added',
  )
  for (const [at, image] of model.images.entries()) {
    const builds = buildsOf(model, image.id)
    assert.ok(builds.filter(isActive).length <= 1, 'one active build an image')
    assert.equal(rows[at]?.published_build_id, image.published, 'what is published stays')
    assert.equal(rows[at]?.digest, image.published === null ? null : digestOf(image.published))
    assert.equal(rows[at]?.last_build_state, builds.at(-1)?.state, 'lists show the last build')
  }
}

/** Places are 1, 2, 3 …, people before what nobody asked for, and nobody else has one. */
function checkQueue(rows: readonly Row[]): void {
  const places = rows.flatMap((row) => {
    const place = getBuild(systemViewer, row.id)?.queuePosition ?? null
    assert.equal(place !== null, row.state === 'queued', 'who waits has a place')
    return place === null ? [] : [{ place, isScheduled: row.scheduled_for !== null }]
  })
  const inOrder = places.toSorted((one, other) => one.place - other.place)
  assert.deepEqual(
    inOrder.map(({ place }) => place),
    places.map((_, at) => at + 1),
    'places without gaps',
  )
  const kinds = inOrder.map(({ isScheduled }) => Number(isScheduled))
  assert.deepEqual(kinds, kinds.toSorted(), 'people first')
}

/** However the clock jumps, every claim has a number of its own, and nothing runs without one. */
function checkTurns(rows: readonly Row[]): void {
  const turns = rows.flatMap(({ turn }) => turn ?? [])
  assert.equal(new Set(turns).size, turns.length, 'one claim, one turn')
  for (const { state, turn } of rows) if (state === 'running') assert.notEqual(turn, null)
}

/** What a simulated build pushes. */
export function digestOf(buildId: number): string {
  return `sha256:${buildId.toString(16).padStart(64, '0')}`
}

export function all<Answer>(query: string, ...values: unknown[]): Answer[] {
  return db().$client.prepare(query).all(values) as Answer[]
}
