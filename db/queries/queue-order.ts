/** The order of the queue, for the builder that takes the next one and for people who wait. */
import { desc, eq, isNotNull, max, min, sql } from 'drizzle-orm'
import { type Begun, orderQueue, type Waiting } from '#lib/builds/queue-order.ts'
import { type Db, dataVersion, db } from '../client.ts'
import { builds, images } from '../schema.ts'

/** So many builds back it counts whose turn it was. */
const remembered = 500

/** Whose build it is. */
const party = {
  groupId: images.ownerGroupId,
  personId: builds.requestedBy,
  isScheduled: sql<boolean>`${builds.scheduledFor} IS NOT NULL`.mapWith(Boolean),
}

/** The build that is next; undefined where none waits. */
export function nextInQueue(): number | undefined {
  const heads = db()
    .select({ id: min(builds.id), ...party })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(eq(builds.state, 'queued'))
    .groupBy(images.ownerGroupId, builds.requestedBy, party.isScheduled)
    .all()
  const waiting = heads.flatMap(({ id, ...rest }) => (id === null ? [] : [{ id, ...rest }]))
  return orderQueue(waiting, listBegun())[0]?.id
}

type Known = { database: Db; version: string; positions: Map<number, number> }
let known: Known | undefined

/** The place of a queued build, 1 for the next one; null where it does not wait. Asked often, so it is kept. */
export function queuePosition(id: number): number | null {
  const { changes } = db().$client.prepare('SELECT total_changes() AS changes').get() as { changes: number }
  const [database, version] = [db(), `${dataVersion()} ${changes}`]
  if (known?.database !== database || known.version !== version)
    known = { database, version, positions: listPositions() }
  return known.positions.get(id) ?? null
}

function listPositions(): Map<number, number> {
  const waiting: Waiting[] = db()
    .select({ id: builds.id, ...party })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(eq(builds.state, 'queued'))
    .all()
  return new Map(orderQueue(waiting, listBegun()).map(({ id }, at) => [id, at + 1]))
}

/** What runs, and the newest of what ran. */
function listBegun(): Begun[] {
  const { state, turn } = builds
  const rows = db()
    .select({ state, turn, ...party })
    .from(builds)
    .innerJoin(images, eq(images.id, builds.imageId))
    .where(isNotNull(turn))
    .orderBy(desc(turn))
    .limit(remembered)
    .all()
  return rows.map(({ state, turn, ...rest }) => ({
    ...rest,
    turn: turn ?? 0,
    isRunning: state === 'running',
  }))
}

/** The number of the next claim. */
export function nextTurn(): number {
  const last = db()
    .select({ turn: max(builds.turn) })
    .from(builds)
    .get()
  return (last?.turn ?? 0) + 1
}
