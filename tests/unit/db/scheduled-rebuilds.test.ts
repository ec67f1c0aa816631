import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '#db/client.ts'
import { claimBuild, recordBase } from '#db/queries/build-queue.ts'
import { getBuild } from '#db/queries/builds.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { getRebuild } from '#db/queries/rebuild-start.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { insertDueRebuilds } from '#db/queries/scheduled-rebuilds.ts'
import { saveAnswer } from '#db/queries/source-checks.ts'
import type { Viewer } from '#lib/access.ts'
import type { Verdict } from '#lib/builds/state.ts'
import { customImage, endNextBuild, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

const [first, second, third] = ['1', '2', '3'].map((digit) => `sha256:${digit.repeat(64)}`) as [
  string,
  string,
  string,
]
const base = 'debian:12'
let ada: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
})

/** An image that is published from a base of that digest. Returns the id of its first build. */
function publish(name: string, { follows = true, spec = {} } = {}): number {
  const { buildId } = customImage(ada, name, { spec: { base, ...spec } })
  endRunning('succeeded', first)
  follow(name, follows)
  return buildId
}

/** As a person ticks the box of its edit form. */
function follow(name: string, rebuildsOnNewBase: boolean): void {
  const image = getManagedImage(ada, name)
  if (!image) throw new Error(`${name} is not there.`)
  const groupIds = image.groups.map(({ id }) => id)
  updateImage(ada, { ...image, groupIds, seen: image.revision, rebuildsOnNewBase })
}

function endRunning(state: Verdict, baseDigest: string): number {
  const [waiting] = db().$client.prepare("SELECT id FROM builds WHERE state = 'queued'").all() as {
    id: number
  }[]
  if (waiting) recordBase(waiting.id, baseDigest)
  const published = { reference: 'r.example/x:1', digest: third, packages: [] }
  return endNextBuild(state, state === 'succeeded' ? published : null)
}

/** The registry has another image behind the base's tag. */
function baseIs(digest: string): void {
  saveAnswer({ reference: base, pullSecretId: null, ownerGroupId: null }, { digest, fault: null }, Date.now())
}

const queueDue = () => insertDueRebuilds(() => true)
const lastOf = (name: string) => getRebuild(ada, name)?.last

describe('an image that follows its base', () => {
  test('is rebuilt as it was published when the base changes, once', () => {
    const original = publish('tools', { spec: { apt: 'jq\ntree' } })
    baseIs(first)
    expect(queueDue()).toBe(0)
    baseIs(second)
    expect([queueDue(), queueDue()]).toEqual([1, 0])
    expect(lastOf('tools')).toMatchObject({ number: 2, scheduledFor: second, spec: { apt: 'jq\ntree' } })
    expect(lastOf('tools')?.spec).toEqual(getBuild(ada, original)?.spec)
    endRunning('succeeded', second)
    expect(queueDue()).toBe(0)
    baseIs(third)
    expect(queueDue()).toBe(1)
  })

  test.each<Verdict>(['failed', 'interrupted', 'cancelled'])(
    'is not tried again for the same base after a build that ended as %s, but for the next one',
    (state) => {
      publish('tools')
      baseIs(second)
      queueDue()
      endRunning(state, second)
      expect(queueDue()).toBe(0)
      baseIs(third)
      expect(queueDue()).toBe(1)
    },
  )

  test('is left alone where nobody asked for it, where its base was kept by its digest, and while it is built', () => {
    publish('by-hand', { follows: false })
    publish('kept', { spec: { base: `${base}@${first}` } })
    const busy = publish('busy')
    insertRebuild(ada, { name: 'busy', spec: { ...specOf('busy'), apt: 'tree' }, isFresh: false, seen: busy })
    baseIs(second)
    expect(queueDue()).toBe(0)
  })
})

describe('a rebuild that nobody asked for', () => {
  test('waits behind every build that a person wants, and leaves one slot free for them', () => {
    publish('tools')
    publish('more-tools')
    baseIs(second)
    expect(queueDue()).toBe(2)
    const wanted = customImage(ada, 'wanted').buildId
    expect(getBuild(ada, wanted)?.queuePosition).toBe(1)
    const engine = [{ id: null, slots: 2 }]
    expect(claimBuild(engine)?.id).toBe(wanted)
    expect(claimBuild(engine)).toBeNull()
    expect(claimBuild([{ id: null, slots: 3 }])).toMatchObject({ imageName: 'tools' })
    expect(claimBuild([{ id: null, slots: 3 }])).toBeNull()
    const late = customImage(ada, 'late').buildId
    expect(claimBuild([{ id: null, slots: 3 }])?.id).toBe(late)
  })

  test('runs where there is one slot only', () => {
    publish('tools')
    baseIs(second)
    queueDue()
    expect(claimBuild([{ id: null, slots: 1 }])).toMatchObject({ imageName: 'tools' })
  })

  test('gives way to a person’s while it waits, also where the person did not know of it', () => {
    const seen = publish('tools')
    baseIs(second)
    queueDue()
    const scheduled = lastOf('tools')?.id ?? 0
    const asked = insertRebuild(ada, { name: 'tools', spec: specOf('tools'), isFresh: false, seen })
    expect(asked).toMatchObject({ isNew: true })
    expect(getBuild(ada, scheduled)).toMatchObject({ state: 'cancelled', cancelRequestedBy: 'ada' })
  })

  test('does not take away what a person was about to change', () => {
    const seen = publish('tools')
    const spec = { ...specOf('tools'), apt: 'no-such-package' }
    insertRebuild(ada, { name: 'tools', spec, isFresh: false, seen })
    endRunning('failed', first)
    baseIs(second)
    queueDue()
    endRunning('succeeded', second)
    expect(getRebuild(ada, 'tools')).toMatchObject({ last: { number: 3 }, from: { number: 2, spec } })
  })
})

function specOf(name: string) {
  const spec = getRebuild(ada, name)?.last.spec
  if (!spec) throw new Error(`${name} was never built.`)
  return spec
}
