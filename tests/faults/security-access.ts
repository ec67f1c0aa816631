/** Everyone tries every page, interface and server action; the tables in tests/support/access say what they get. */
import { actions } from '../support/access/actions.ts'
import { builtActions } from '../support/access/built.ts'
import { pages, routes } from '../support/access/doors.ts'
import { fingerprint } from '../support/access/fingerprint.ts'
import { tryActions } from '../support/access/try-actions.ts'
import { tryBehindProxy, tryDoors, tryWays } from '../support/access/try-doors.ts'
import { resultOf, withWorld } from '../support/access/with-world.ts'
import type { Result } from './result.ts'

const doors = [...pages, ...routes]

/** Held: the answer that the table names, and nothing in it that this person may not read. Each run adds a way around the front. */
export function tryEveryDoor(runs: number): Promise<Result> {
  return withWorld(async ({ url }, world) => {
    const before = fingerprint()
    const tries = [await tryDoors(url, world, doors)]
    for (let round = 0; round < runs; round++) tries.push(await tryWays(url, world, doors, round))
    const changes = fingerprint() === before ? [] : ['looking changed the database']
    return resultOf([...tries, { asked: 1, faults: changes }])
  })
}

/** Held: whoever may is served, for everyone else the database stays as it was, byte by byte. */
export function tryEveryAction(runs: number): Promise<Result> {
  return withWorld(async ({ url }, world) => {
    const tables = { rows: actions, built: builtActions() }
    const tries = []
    for (let run = 0; run < runs; run++) tries.push(await tryActions(url, world, tables))
    return resultOf(tries)
  })
}

/** Held: nobody reads more where there is no proxy before the pages. */
export function tryWithoutProxy(): Promise<Result> {
  return withWorld(async ({ url }, world) => resultOf([await tryBehindProxy(url, world, doors)]), {
    withoutProxy: true,
  })
}
