import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '#db/client.ts'
import { recordBase } from '#db/queries/build-queue.ts'
import { getEstimate } from '#db/queries/build-times.ts'
import { getFigures } from '#db/queries/figures.ts'
import { listImageBuilds } from '#db/queries/image-builds.ts'
import { getImage } from '#db/queries/images.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { publishAgain } from '#db/queries/publishing.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { endRemoval, getRetentionReport, removeOldBuild } from '#db/queries/retention.ts'
import type { Viewer } from '#lib/access.ts'
import { customImage, endNextBuild, existingImage, samplePeople, someFacts } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let name: string
let last: number

beforeEach(() => {
  openFreshDatabase()
  ada = samplePeople().ada
  const added = customImage(ada, 'tools')
  name = added.name
  last = added.buildId
})

const repository = 'registry.example.org/slipway/tools'
const digestOf = (number: number) => `sha256:${String(number).padStart(64, '0')}`
const succeed = (number: number) =>
  endNextBuild('succeeded', {
    reference: `${repository}:${number}`,
    digest: digestOf(number),
    packages: [{ manager: 'apt', name: 'jq', version: '1' }],
  })
const queue = () => {
  const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
  const outcome = insertRebuild(ada, { name, spec, isFresh: false, seen: last })
  if (typeof outcome === 'string') throw new Error(outcome)
  last = outcome.buildId
}
/** Builds 1 to `count`, all of them succeeded. */
const succeedTo = (count: number) => {
  succeed(1)
  for (let number = 2; number <= count; number++) {
    queue()
    succeed(number)
  }
}
const numbers = () => listImageBuilds(ada, name)?.builds.map(({ number }) => number)
/** Everything that goes; the numbers of the builds that are left. */
const remove = (keepBuilds: number, removesCopies = false) => {
  const removed = []
  for (let next = removeOldBuild({ keepBuilds, removesCopies }); next; endRemoval(null)) {
    removed.push(next)
    next = removeOldBuild({ keepBuilds, removesCopies })
  }
  return removed
}

describe('an image', () => {
  test('keeps its last builds, and the history says how many went', () => {
    succeedTo(5)
    remove(2)
    expect(numbers()).toEqual([5, 4])
    expect(listImageBuilds(ada, name)).toMatchObject({ removed: 3, older: null })
    expect(getFigures().removedBuilds).toBe(3)
    const left = db().$client.prepare('SELECT count(DISTINCT build_id) AS n FROM installed_packages').get()
    expect(left).toEqual({ n: 2 })
  })

  test('keeps all of them at 0', () => {
    succeedTo(3)
    expect(remove(0)).toEqual([])
    expect(listImageBuilds(ada, name)).toMatchObject({ removed: 0 })
  })

  test('never gives a number again, and its next build is estimated by what is left', () => {
    succeedTo(3)
    queue()
    remove(1)
    expect(numbers()).toEqual([4, 3])
    succeed(4)
    remove(1)
    queue()
    expect(numbers()).toEqual([5, 4])
    expect(getEstimate(ada, last)).toMatchObject({ count: 1 })
  })

  test('keeps what is published, however old, and what has not ended', () => {
    succeedTo(4)
    const facts = someFacts()
    publishAgain(ada, { name, number: 1, seen: getManagedImage(ada, name)?.publishedBuildId ?? 0, facts })
    queue()
    remove(2)
    expect(numbers()).toEqual([5, 4, 1])
    expect(getImage(ada, name)).toMatchObject({ reference: `${repository}:1` })
  })
})

describe('a build stays while', () => {
  test('an existing image runs from its digest or its tag', () => {
    succeedTo(5)
    existingImage(ada, 'by-digest', { found: { digest: digestOf(1) } })
    existingImage(ada, 'by-tag', { found: { reference: `${repository}:2` } })
    existingImage(ada, 'pinned', { found: { reference: `${repository}@${digestOf(3)}` } })
    remove(1)
    expect(numbers()).toEqual([5, 3, 2, 1])
  })

  test('another build stands upon it, or waits to', () => {
    succeedTo(4)
    const { buildId } = customImage(ada, 'upon', { spec: { base: `${repository}:1` } })
    customImage(ada, 'waits', { spec: { base: `${repository}:2@${digestOf(2)}` } })
    recordBase(buildId, digestOf(1))
    remove(1)
    expect(numbers()).toEqual([4, 2, 1])
  })
})

describe('copies in the registry', () => {
  test('go only where that is wanted, and never one that another build pushed too', () => {
    succeedTo(2)
    queue()
    endNextBuild('succeeded', { reference: `${repository}:3`, digest: digestOf(9), packages: [] })
    queue()
    succeed(4)
    db().$client.prepare('UPDATE builds SET digest = ? WHERE number = 2').run(digestOf(1))
    const [first, second] = [1, 2].map(() => removeOldBuild({ keepBuilds: 1, removesCopies: true }))
    expect(first?.copy).toBeNull()
    expect(second?.copy).toEqual({ reference: `${repository}:2`, digest: digestOf(1) })
    expect(removeOldBuild({ keepBuilds: 1, removesCopies: false })?.copy).toBeNull()
  })
})

test('what was begun is remembered until it is done, with the reason why it is not', () => {
  succeedTo(2)
  const pending = removeOldBuild({ keepBuilds: 1, removesCopies: true })
  expect(getRetentionReport()).toEqual({ pending, fault: null })
  endRemoval('It does not answer.')
  expect(getRetentionReport()).toEqual({ pending, fault: 'It does not answer.' })
  endRemoval(null)
  expect(getRetentionReport()).toEqual({ pending: null, fault: null })
})
