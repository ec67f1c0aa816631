import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#lib/access.ts'
import { isHiddenBuild } from '../../../app/admin/images/ask-registry.ts'
import { customImage, endNextBuild, person, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer

beforeEach(() => {
  openFreshDatabase()
  ;({ ada, max } = samplePeople())
})

const built = (name: string) => `127.0.0.1:5000/slipway/${name}`

test('what was built for others is no base for a manager who knows its name', () => {
  const lea = person('lea', { groups: ['language'], managed: ['language'] })
  customImage(lea, 'theirs', { ownerGroup: 'language' })
  customImage(ada, 'for-all')
  customImage(ada, 'system-not-ready')
  for (const name of ['theirs', 'for-all']) {
    endNextBuild('succeeded', {
      reference: `${built(name)}:1`,
      digest: `sha256:${'a'.repeat(64)}`,
      packages: [],
    })
  }
  customImage(max, 'ours-not-ready', { ownerGroup: 'vision' })
  const hidden = [
    'theirs:1',
    'theirs',
    `theirs@sha256:${'a'.repeat(64)}`,
    'never-was:1',
    'system-not-ready:1',
  ]
  for (const name of hidden) expect([name, isHiddenBuild(max, built(name))]).toEqual([name, true])
  const open = [
    built('for-all:1'),
    built('ours-not-ready:1'),
    '127.0.0.1:5000/samples/base:1',
    'debian:12',
    'no url',
  ]
  for (const reference of open) expect([reference, isHiddenBuild(max, reference)]).toEqual([reference, false])
  for (const viewer of [ada, lea]) expect(isHiddenBuild(viewer, built('theirs:1'))).toBe(false)
})
