/** A small house for the fuzz: the real database in memory, and beside it what must be true of it. */
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { db, setDatabase } from '#db/client.ts'
import * as schema from '#db/schema.ts'
import type { Viewer } from '#lib/access.ts'
import type { BuildState } from '#lib/builds/state.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

/** A process of the engine, and what it leaves in its folder. `none`: claimed, but the builder died before it began. */
export type Run = 'none' | 'alive' | 'pushed' | 'failed' | 'gone'

export type ModelBuild = {
  id: number
  imageId: number
  state: BuildState
  isCancelAsked: boolean
  isScheduled: boolean
  spec: BuildSpec
}
export type ModelImage = {
  id: number
  name: string
  displayName: string
  published: number | null
  isSystem: boolean
}

/** What must be true. Only what a person, the builder or the engine did changes it. */
export type Model = {
  images: ModelImage[]
  /** Also of images that were deleted. */
  givenNames: string[]
  builds: ModelBuild[]
  runs: Map<number, Run>
  isBuilderUp: boolean
}

type People = Pick<ReturnType<typeof samplePeople>, 'ada' | 'max' | 'mia'>
export type World = { people: People; viewers: readonly [Viewer, Viewer, Viewer] }

/** Makes worlds, each with a database of its own; `ends` gives the clock back. */
export function openWorlds(): { make(): { model: Model; real: World }; end(): void } {
  openFreshDatabase()
  const people = samplePeople()
  // In memory there is no WAL to open it with.
  db().$client.pragma('journal_mode=DELETE')
  const empty = db().$client.serialize()
  db().$client.close()
  const now = Date.now
  return {
    make() {
      Date.now = now
      if (db().$client.open) db().$client.close()
      open(empty)
      const model: Model = { images: [], givenNames: [], builds: [], runs: new Map(), isBuilderUp: true }
      return { model, real: { people, viewers: [people.ada, people.max, people.mia] } }
    },
    end() {
      Date.now = now
      db().$client.close()
      setDatabase(undefined)
    },
  }
}

/** All processes end and start again: nothing is left but what was written. */
export function restart(): void {
  const written = db().$client.serialize()
  db().$client.close()
  open(written)
}

/** From now on the clock shows so much more, or less. */
export function moveClock(ms: number): void {
  const before = Date.now
  Date.now = () => before() + ms
}

function open(content: Buffer): void {
  const sqlite = new Database(content)
  sqlite.pragma('foreign_keys=ON')
  setDatabase(drizzle(sqlite, { schema }))
}

/** One of a list by any number; undefined for an empty one. */
export function pick<Item>(list: readonly Item[], at: number): Item | undefined {
  return list[at % Math.max(1, list.length)]
}

export function buildsOf(model: Model, imageId: number): ModelBuild[] {
  return model.builds.filter((build) => build.imageId === imageId)
}

export function isActive({ state }: ModelBuild): boolean {
  return state === 'queued' || state === 'running'
}
