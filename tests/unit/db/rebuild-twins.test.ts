import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { claimBuild } from '#db/queries/build-queue.ts'
import { requestCancel } from '#db/queries/builds.ts'
import { insertRebuild, type RebuildOutcome } from '#db/queries/rebuilds.ts'
import type { Viewer } from '#lib/access.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { customImage, endNextBuild, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

const spec: BuildSpec = { base: 'debian:13', pullSecretId: null, apt: '', conda: '', pip: 'numpy' }
let ada: Viewer
let eve: Viewer
let seen: number

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
  eve = person('eve', { isAdministrator: true })
  seen = customImage(ada, 'tools').buildId
  endNextBuild('failed')
})
afterEach(() => void vi.useRealTimers())

function rebuild(viewer: Viewer, change: Partial<BuildSpec> = {}, isFresh = false): RebuildOutcome {
  return insertRebuild(viewer, { name: 'tools', spec: { ...spec, ...change }, isFresh, seen })
}

function queued(): number {
  const made = rebuild(ada)
  return typeof made === 'object' ? made.buildId : 0
}

test('a rebuild that is asked for again while it waits or runs is the one build, whoever asks', () => {
  const buildId = queued()
  expect([rebuild(ada), rebuild(eve)]).toEqual(Array(2).fill({ buildId, isNew: false }))
  claimBuild()
  expect(rebuild(eve)).toEqual({ buildId, isNew: false })
  for (const other of [rebuild(ada, { pip: 'numpy\n' }), rebuild(ada, {}, true)]) expect(other).toBe('active')
})

test('one that has ended was sent twice within a minute by the same person, else it is another wish', () => {
  vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] })
  const buildId = queued()
  endNextBuild('failed')
  expect(rebuild(ada)).toEqual({ buildId, isNew: false })
  expect(rebuild(eve)).toBe('overtaken')
  vi.advanceTimersByTime(60_001)
  expect(rebuild(ada)).toBe('overtaken')
})

test('one that somebody cancels is not what the next one asks for', () => {
  const buildId = queued()
  claimBuild()
  requestCancel(eve, buildId)
  expect(rebuild(ada)).toBe('active')
})
