import { beforeEach, expect, test } from 'vitest'
import { getSetupCounts } from '#db/queries/setup.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import { customImage, existingImage, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
})

test('counts what there is', () => {
  expect(getSetupCounts(ada)).toEqual({ people: 1, groups: 0, images: 0, readyImages: 0 })
  person('mia', { groups: ['vision'] })
  customImage(ada, 'built')
  expect(getSetupCounts(ada)).toEqual({ people: 2, groups: 1, images: 1, readyImages: 0 })
  existingImage(ada, 'existing')
  expect(getSetupCounts(ada)).toMatchObject({ images: 2, readyImages: 1 })
})

test('is for administrators', () => {
  expect(() => getSetupCounts(person('max', { groups: ['a'], managed: ['a'] }))).toThrow(AccessDenied)
})
