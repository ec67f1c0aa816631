import { beforeEach, describe, expect, test } from 'vitest'
import { requestCancel } from '#db/queries/builds.ts'
import { buildsPerPage, listImageBuilds } from '#db/queries/image-builds.ts'
import { getImage } from '#db/queries/images.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { getEarlierBuild, publishAgain } from '#db/queries/publishing.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { customImage, endNextBuild, existingImage, samplePeople, someFacts } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer
let mia: Viewer
let nora: Viewer
let name: string
let first: number

beforeEach(() => {
  openFreshDatabase()
  ;({ ada, max, mia, nora } = samplePeople())
  const added = customImage(max, 'tools', { ownerGroup: 'vision', spec: { apt: 'jq' } })
  name = added.name
  first = added.buildId
})

const digestOf = (number: number) => `sha256:${String(number).padStart(64, '0')}`
const succeed = (number: number) =>
  endNextBuild('succeeded', {
    reference: `registry.example.org/slipway/tools:${number}`,
    digest: digestOf(number),
    packages: [],
  })

function rebuild(viewer: Viewer, seen: number, change: Partial<BuildSpec> = {}): number {
  const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '', ...change }
  const outcome = insertRebuild(viewer, { name, spec, isFresh: false, seen })
  if (typeof outcome === 'string') throw new Error(outcome)
  return outcome.buildId
}

describe('the history of an image', () => {
  test('has who, when, the verdict and what differed, the newest first', () => {
    succeed(1)
    rebuild(ada, first, { apt: 'jq\ngit', base: 'debian:13' })
    endNextBuild('failed')
    expect(listImageBuilds(max, name)?.builds).toMatchObject([
      {
        number: 2,
        state: 'failed',
        requestedBy: 'ada',
        isPublished: false,
        difference: { base: { was: 'debian:12', now: 'debian:13' }, lists: [{ added: ['git'] }] },
      },
      { number: 1, state: 'succeeded', requestedBy: 'max', isPublished: true, difference: null },
    ])
  })

  test('goes page by page, and each page knows what the build below it was', () => {
    let last = first
    endNextBuild('failed')
    for (let number = 2; number <= buildsPerPage + 3; number++) {
      last = rebuild(ada, last, { apt: `jq\ntool${number}` })
      requestCancel(ada, last)
    }
    const newest = listImageBuilds(ada, name)
    expect(newest?.builds.map(({ number }) => number)).toEqual(range(buildsPerPage + 3, 4))
    expect(newest).toMatchObject({ newer: null, older: 4 })
    expect(newest?.builds.at(-1)?.difference?.lists[0]?.changed).toEqual([])
    expect(newest?.builds.at(-1)?.difference?.lists[0]?.added).toEqual(['tool4'])
    const oldest = listImageBuilds(ada, name, { before: 4 })
    expect(oldest?.builds.map(({ number }) => number)).toEqual([3, 2, 1])
    expect(oldest).toMatchObject({ newer: 3, older: null })
    expect(listImageBuilds(ada, name, { after: 3 })).toEqual(newest)
    expect(listImageBuilds(ada, name, { before: 1 })).toEqual(newest)
  })

  test('is for those who manage the image', () => {
    const sees = (viewer: Viewer) => getManagedImage(viewer, name) !== null
    expect([ada, max, mia, nora].map(sees)).toEqual([true, true, false, false])
    for (const viewer of [mia, nora]) expect(() => listImageBuilds(viewer, name)).toThrow(AccessDenied)
    expect(listImageBuilds(ada, 'never-was')).toBeNull()
  })
})

test('an image is described to those who manage it', () => {
  existingImage(ada, 'shared', { groups: ['vision'], description: 'For eyes' })
  expect(getManagedImage(ada, 'shared')).toMatchObject({
    description: 'For eyes',
    createdBy: 'ada',
    groups: [{ name: 'vision' }],
    ownerGroup: null,
    isReady: true,
    lastBuild: null,
    publishedNumber: null,
  })
  expect(getManagedImage(ada, name)).toMatchObject({ ownerGroup: 'vision', lastBuild: { state: 'queued' } })
  expect(getManagedImage(max, 'shared')).toBeNull()
})

describe('an earlier build', () => {
  const facts = someFacts()
  let second: number
  beforeEach(() => {
    succeed(1)
    second = rebuild(ada, first)
    succeed(2)
  })

  test('is published again with its digest, and what it was built from comes with it', () => {
    expect(publishAgain(max, { name, number: 1, seen: second, facts })).toBe('published')
    expect(getImage(mia, name)).toMatchObject({ digest: digestOf(1), published: { number: 1 } })
    expect(getManagedImage(max, name)?.publishedNumber).toBe(1)
  })

  test('is not published over one that the person has not seen', () => {
    expect(publishAgain(ada, { name, number: 1, seen: first, facts })).toBe('overtaken')
    expect(getImage(mia, name)).toMatchObject({ digest: digestOf(2) })
  })

  test('must have succeeded', () => {
    rebuild(ada, second)
    endNextBuild('failed')
    for (const number of [3, 4, 0]) {
      expect(getEarlierBuild(ada, name, number)).toBeNull()
      expect(publishAgain(ada, { name, number, seen: second, facts })).toBe('gone')
    }
  })

  test('is published by those who manage the image', () => {
    const sees = (viewer: Viewer) => getEarlierBuild(viewer, name, 1) !== null
    expect([ada, max, mia, nora].map(sees)).toEqual([true, true, false, false])
    for (const viewer of [mia, nora])
      expect(() => publishAgain(viewer, { name, number: 1, seen: second, facts })).toThrow(AccessDenied)
    expect(getImage(mia, name)).toMatchObject({ digest: digestOf(2) })
  })
})

function range(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_, at) => from - at)
}
