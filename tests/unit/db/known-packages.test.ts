import { beforeEach, expect, test } from 'vitest'
import { listPackagesLike } from '#db/queries/known-packages.ts'
import type { Viewer } from '#lib/access.ts'
import { customImage, endNextBuild, groupId, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer

beforeEach(() => {
  openFreshDatabase()
  ;({ ada, max } = samplePeople())
})

function build(digest: string, ...names: string[]) {
  const packages = names.map((name) => ({ manager: 'pip' as const, name, version: '1.0' }))
  endNextBuild('succeeded', { reference: 'r.example/x:1', digest, packages })
}

test('packages of global images are known, those that begin alike, each once', () => {
  customImage(ada, 'one')
  build('sha256:1', 'NumPy', 'numexpr', 'pandas')
  customImage(ada, 'two')
  build('sha256:2', 'NumPy')
  expect(listPackagesLike(['nunpy'], 'pip', null)).toEqual(['NumPy', 'numexpr'])
  expect(listPackagesLike(['nunpy'], 'apt', null)).toEqual([])
  expect(listPackagesLike([], 'pip', null)).toEqual([])
})

test('packages of a group’s images are known to that group only', () => {
  customImage(max, 'secret', { ownerGroup: 'vision', groups: ['vision'] })
  build('sha256:3', 'acme-tools')
  expect(listPackagesLike(['acme-tool'], 'pip', null)).toEqual([])
  expect(listPackagesLike(['acme-tool'], 'pip', groupId('vision'))).toEqual(['acme-tools'])
})
