import { expect, test } from 'vitest'
import { tryEveryAction, tryEveryDoor, tryWithoutProxy } from '../faults/security-access.ts'
import { loseStreams } from '../faults/security-streams.ts'
import { actions } from '../support/access/actions.ts'
import { builtActions, builtDoors } from '../support/access/built.ts'
import { pages, routes } from '../support/access/doors.ts'

const setOf = (names: string[]) => [...new Set(names)].sort()

test('every page, interface and server action of the build has a row in the tables, and every row is there', () => {
  const built = builtDoors()
  expect(setOf(pages.map(({ route }) => route))).toEqual(built.pages)
  expect(setOf(routes.map(({ route }) => route))).toEqual(built.routes)
  expect(setOf(actions.map(({ action }) => action))).toEqual(setOf(builtActions().map(({ name }) => name)))
})

test('everyone gets at every door what the table says, nobody reads what is not theirs, and looking changes nothing', async () => {
  const { runs, lost } = await tryEveryDoor(1)
  expect(lost).toBe(0)
  expect(runs).toBe(2 * 7 * (pages.length + routes.length) + 1)
})

test('server actions serve those who may, as a form and by their id, and change nothing for anybody else', async () => {
  const { runs, lost } = await tryEveryAction(1)
  expect(lost).toBe(0)
  expect(runs).toBe(2 * 7 * actions.length)
})

test('without the proxy nobody reads more', async () => {
  expect(await tryWithoutProxy()).toMatchObject({ lost: 0 })
})

test('a log’s stream ends for whoever loses access while they look, and for nobody else', async () => {
  expect(await loseStreams(2)).toMatchObject({ runs: 11, lost: 0 })
})
