import { beforeEach, describe, expect, test } from 'vitest'
import { recordBase } from '#db/queries/build-queue.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getImage } from '#db/queries/images.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { publishAgain } from '#db/queries/publishing.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { nextSource, saveAnswer } from '#db/queries/source-checks.ts'
import type { Viewer } from '#lib/access.ts'
import { freshnessOf } from '#lib/images/freshness.ts'
import {
  customImage,
  endNextBuild,
  existingImage,
  registered,
  samplePeople,
  someFacts,
} from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

const [one, two] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const ever = () => Date.now() + 1
const now = (digest: string) => ({ digest, fault: null })
let ada: Viewer
let mia: Viewer

beforeEach(() => {
  openFreshDatabase()
  ;({ ada, mia } = samplePeople())
})

/** An image that was built and published on a base which had a digest then. */
function built(displayName: string, base: string, digest = one) {
  const { name, buildId } = customImage(ada, displayName, { spec: { base } })
  publishNext(buildId, digest)
  return { name, buildId }
}

function publishNext(buildId: number, baseDigest: string) {
  recordBase(buildId, baseDigest)
  endNextBuild('succeeded', { reference: 'r.example/slipway/x:1', digest: two, packages: [] })
}

const stateOf = (name: string) => {
  const tracked = getImage(mia, name)?.tracked
  return tracked && freshnessOf(tracked).state
}
const untilAsked = () => {
  for (let source = nextSource(1); source; source = nextSource(1)) saveAnswer(source, now(one), ever())
}

describe('what is asked next', () => {
  test('is what was never asked, then what was asked the longest ago; nothing before its time', () => {
    existingImage(ada, 'asked', { found: { digest: one } })
    existingImage(ada, 'never')
    customImage(ada, 'not-built')
    expect(nextSource(ever())).toEqual({
      reference: 'registry.example.org/never:1',
      pullSecretId: null,
      ownerGroupId: null,
    })
    saveAnswer(
      { reference: 'registry.example.org/never:1', pullSecretId: null, ownerGroupId: null },
      now(one),
      ever(),
    )
    expect(nextSource(ever())?.reference).toBe('registry.example.org/asked:1')
    expect(nextSource(Date.now() - 60_000)).toBeNull()
  })

  test('is asked once for all images that share it, built ones and existing ones', () => {
    const base = 'r.example/base:1'
    const names = [built('a', base).name, built('b', base).name]
    names.push(existingImage(ada, 'c', { found: { reference: base, digest: one } }))
    const other = existingImage(ada, 'd', { found: { reference: 'r.example/base:2', digest: one } })
    saveAnswer({ reference: base, pullSecretId: null, ownerGroupId: null }, now(two), ever())
    expect(names.map(stateOf)).toEqual(['base changed', 'base changed', 'moved'])
    expect(stateOf(other)).toBe('fresh')
  })

  test('an older answer never takes the place of a newer one', () => {
    const name = existingImage(ada, 'a', { found: { digest: one } })
    const source = { reference: 'registry.example.org/a:1', pullSecretId: null, ownerGroupId: null }
    saveAnswer(source, now(two), Date.now() - 60_000)
    expect(stateOf(name)).toBe('fresh')
    saveAnswer(source, { digest: null, fault: 'Gone.' }, ever())
    expect(stateOf(name)).toBe('unknown')
  })

  test('every source comes to its turn, also one pinned to a digest', () => {
    built('a', `r.example/base@${one}`)
    existingImage(ada, 'b')
    untilAsked()
    expect(nextSource(1)).toBeNull()
  })
})

describe('freshness is right at once', () => {
  test('after a build: what its base was when it began', () => {
    const { name, buildId } = built('tools', 'r.example/base:1')
    expect(stateOf(name)).toBe('fresh')
    saveAnswer({ reference: 'r.example/base:1', pullSecretId: null, ownerGroupId: null }, now(two), ever())
    expect(stateOf(name)).toBe('base changed')
    const spec = { base: 'r.example/base:1', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
    const again = insertRebuild(ada, { name, spec, isFresh: false, seen: buildId })
    const second = typeof again === 'object' ? again.buildId : 0
    publishNext(second, two)
    expect(stateOf(name)).toBe('fresh')
    publishAgain(ada, { name, number: 1, seen: second, facts: someFacts() })
    expect(stateOf(name)).toBe('base changed')
  })

  test('after a build on another base, or back to one: nothing is carried over', () => {
    const { name, buildId } = built('tools', 'r.example/base:1')
    const spec = { base: `r.example/other:1@${two}`, pullSecretId: null, apt: 'jq', conda: '', pip: '' }
    const again = insertRebuild(ada, { name, spec, isFresh: false, seen: buildId })
    const second = typeof again === 'object' ? again.buildId : 0
    publishNext(second, two)
    // The digest was looked up, not the tag.
    expect(stateOf(name)).toBe('unknown')
    untilAsked()
    expect(stateOf(name)).toBe('base changed')
    publishAgain(ada, { name, number: 1, seen: second, facts: someFacts() })
    expect(stateOf(name)).toBe('unknown')
  })

  test('after an edit: what was found, that nothing was found, or that nobody looked', () => {
    const name = existingImage(ada, 'tools')
    const edit = {
      name,
      description: '',
      type: 'cpu',
      pullSecretId: null,
      isGlobal: true,
      groupIds: [],
    } as const
    const save = (found: Parameters<typeof registered>[1]) =>
      updateImage(ada, {
        ...edit,
        seen: getManagedImage(ada, name)?.revision ?? 0,
        registered: registered('r.example/tools:2', found),
      })
    save({ digest: one })
    expect(stateOf(name)).toBe('fresh')
    save({ digest: one, fault: 'It did not answer in time.' })
    expect(stateOf(name)).toBe('unknown')
    save({})
    expect(getImage(ada, name)?.tracked).toMatchObject({ sourceCheckedAt: null })
    expect(nextSource(1)?.reference).toBe('r.example/tools:2')
  })
})

test('facts of what is published come with it, also when an earlier build is published again', () => {
  const { name, buildId } = customImage(ada, 'tools')
  recordBase(buildId, one)
  const facts = someFacts({ user: 'jovyan' })
  endNextBuild('succeeded', { reference: 'r.example/tools:1', digest: facts.digest, packages: [], facts })
  expect(getImage(mia, name)?.facts).toEqual(facts)
  const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
  const again = insertRebuild(ada, { name, spec, isFresh: false, seen: buildId })
  const second = typeof again === 'object' ? again.buildId : 0
  endNextBuild('succeeded', { reference: 'r.example/tools:2', digest: two, packages: [] })
  expect(getImage(mia, name)?.facts).toBeNull()
  publishAgain(ada, { name, number: 1, seen: second, facts })
  expect(getImage(mia, name)?.facts).toEqual(facts)
})
