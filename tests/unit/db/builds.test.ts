import { beforeEach, describe, expect, test } from 'vitest'
import { claimBuild, isCancelRequested } from '#db/queries/build-queue.ts'
import { getBuild, insertBuild, requestCancel } from '#db/queries/builds.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import { customImage, endNextBuild, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer
let mia: Viewer
let nora: Viewer
let system: number
let group: number

beforeEach(() => {
  openFreshDatabase()
  ;({ ada, max, mia, nora } = samplePeople())
  system = customImage(ada, 'system-image').buildId
  group = customImage(max, 'group-image', { ownerGroup: 'vision' }).buildId
})

const canSee = (viewer: Viewer, id: number) => {
  try {
    return getBuild(viewer, id) !== null
  } catch (error) {
    if (error instanceof AccessDenied) return false
    throw error
  }
}

describe('builds', () => {
  test('are shown one by one by the same rule', () => {
    expect([ada, max, mia, nora].map((viewer) => canSee(viewer, system))).toEqual([true, false, false, false])
    expect([ada, max, mia, nora].map((viewer) => canSee(viewer, group))).toEqual([true, true, false, false])
    expect(getBuild(ada, 999)).toBeNull()
  })

  test('say what was asked, by whom, and how many are before them', () => {
    expect(getBuild(ada, group)).toMatchObject({
      number: 1,
      state: 'queued',
      requestedBy: 'max',
      queuePosition: 2,
      spec: { base: 'debian:12', apt: 'jq' },
    })
    claimBuild()
    expect(getBuild(ada, system)).toMatchObject({ state: 'running', queuePosition: null })
    expect(getBuild(ada, group)?.queuePosition).toBe(1)
  })

  test('are numbered by image, one at a time', () => {
    const spec = { base: 'debian:12', pullSecretId: null, apt: '', conda: '', pip: 'x' }
    expect(() => insertBuild(ada, { imageId: 1, spec })).toThrow(/UNIQUE/)
    endNextBuild('failed')
    expect(getBuild(ada, insertBuild(ada, { imageId: 1, spec }))).toMatchObject({ number: 2, spec })
  })
})

describe('cancelling', () => {
  test('ends a queued build here and now, and lets the next one move up', () => {
    expect(requestCancel(ada, system)).toBe(true)
    expect(getBuild(ada, system)).toMatchObject({ state: 'cancelled', cancelRequestedBy: 'ada' })
    expect(getBuild(ada, group)?.queuePosition).toBe(1)
    expect(claimBuild()?.id).toBe(group)
  })

  test('asks the builder to stop a running one, once', () => {
    claimBuild()
    expect(isCancelRequested(system)).toBe(false)
    expect(requestCancel(ada, system)).toBe(true)
    expect(isCancelRequested(system)).toBe(true)
    expect(getBuild(ada, system)?.state).toBe('running')
    expect(requestCancel(ada, system)).toBe(false)
  })

  test('changes nothing about a build that has ended', () => {
    endNextBuild('failed')
    expect(requestCancel(ada, system)).toBe(false)
    expect(getBuild(ada, system)).toMatchObject({ state: 'failed', cancelRequestedBy: null })
  })

  test('is for those who manage the image', () => {
    expect(requestCancel(max, group)).toBe(true)
    for (const viewer of [max, mia, nora]) expect(() => requestCancel(viewer, system)).toThrow(AccessDenied)
    expect(getBuild(ada, system)?.state).toBe('queued')
    expect(requestCancel(ada, 999)).toBe(false)
  })
})
