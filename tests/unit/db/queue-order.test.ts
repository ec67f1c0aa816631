import { beforeEach, expect, test } from 'vitest'
import { claimBuild } from '#db/queries/build-queue.ts'
import { getBuild, requestCancel } from '#db/queries/builds.ts'
import { customImage, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

beforeEach(() => {
  openFreshDatabase()
})

test('people are shown the places in which builds are taken', () => {
  const ada = person('ada', { isAdministrator: true })
  const eve = person('eve', { isAdministrator: true })
  const own = Array.from({ length: 6 }, (_, at) => customImage(ada, `ada-${at}`).buildId)
  expect(claimBuild()?.id).toBe(own[0])
  const late = customImage(eve, 'eve').buildId
  const placeOf = (id: number) => getBuild(ada, id)?.queuePosition
  expect([placeOf(own[0] ?? 0), placeOf(late), placeOf(own[1] ?? 0)]).toEqual([null, 1, 2])
  requestCancel(ada, own[1] ?? 0)
  expect([placeOf(late), placeOf(own[2] ?? 0)]).toEqual([1, 2])
  expect(claimBuild()?.id).toBe(late)
  expect(placeOf(own[2] ?? 0)).toBe(1)
})
