import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '#db/client.ts'
import { canManageImage, canSeeImage, type Viewer } from '#lib/access.ts'
import { managedOrders } from '#lib/images/image-query.ts'
import { endNextBuild, existingImage, groupId, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { catalogue, managed, namesOf } from '../../support/lists.ts'
import { addImages, addPlaced } from '../../support/many-images.ts'

let ada: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true, groups: ['vision', 'data', 'Audio'] })
})

type Address = Record<string, string>
type List = (address: Address) => { rows: { name: string }[]; previous: string | null; next: string | null }

/** Every name from the first page to the last. */
function leafThrough(list: List, address: Address): string[] {
  const page = list(address)
  const names = page.rows.map(({ name }) => name)
  return page.next === null ? names : [...names, ...leafThrough(list, { ...address, after: page.next })]
}

/** Every name from a page back to the first, which comes first again. */
function leafBack(list: List, address: Address): string[] {
  const page = list(address)
  const names = page.rows.map(({ name }) => name)
  return page.previous === null ? names : [...leafBack(list, { ...address, before: page.previous }), ...names]
}

describe('paging', () => {
  test.each(managedOrders.flatMap((order) => [order, `-${order}`]))(
    'in order “%s” shows every image once, forwards and backwards',
    (sort) => {
      addImages(137)
      const all = db().$client.prepare('SELECT count(*) FROM images').pluck().get()
      const list: List = (address) => managed(ada, { ...address, sort, size: '10' })
      const forwards = leafThrough(list, {})
      expect(new Set(forwards).size).toBe(all)
      expect(forwards).toHaveLength(137)
      const size = { sort, size: '100' }
      const [first, second] = [
        managed(ada, size),
        managed(ada, { ...size, after: managed(ada, size).next ?? '' }),
      ]
      expect([...namesOf(first), ...namesOf(second)]).toEqual(forwards)
      let last = managed(ada, { sort, size: '10' })
      while (last.next) last = managed(ada, { sort, size: '10', after: last.next })
      const back = leafBack(list, { before: last.previous ?? '' })
      expect([...back, ...namesOf(last)]).toEqual(forwards)
    },
  )

  test('skips and repeats nothing that was there all the time, while images come and go', () => {
    addImages(60)
    const before = leafThrough((address) => managed(ada, { ...address, size: '100' }), {})
    const seen: string[] = []
    let next: string | null = null
    for (let round = 0; round === 0 || next; round++) {
      const page = managed(ada, { size: '10', after: next ?? '' })
      seen.push(...namesOf(page))
      existingImage(ada, `a-${round}`)
      existingImage(ada, `z-${round}`)
      db().$client.prepare('DELETE FROM images WHERE name = ?').run(page.rows[3]?.name)
      next = page.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((name) => before.includes(name))).toEqual(before)
  })

  test('of a place whose rows are gone begins anew', () => {
    addImages(30)
    const { next } = managed(ada, { size: '10' })
    db().$client.exec("DELETE FROM images WHERE name > 'image-000002'")
    const page = managed(ada, { size: '10', after: next ?? '' })
    expect([namesOf(page), page.previous, page.next]).toEqual([['image-000001', 'image-000002'], null, null])
  })

  test('back from the second page with fewer rows than a page shows a whole first one', () => {
    addImages(30)
    const second = managed(ada, { size: '10', after: managed(ada, { size: '10' }).next ?? '' })
    db().$client.exec("DELETE FROM images WHERE name < 'image-000005'")
    const first = managed(ada, { size: '10', before: second.previous ?? '' })
    expect(first.rows[0]?.name).toBe('image-000005')
    expect(first.rows).toHaveLength(10)
    expect(first.previous).toBeNull()
  })

  test('a tampered place shows the first page', () => {
    addImages(30)
    for (const after of ['x', 'bnVsbA', Buffer.from('["",{},1]').toString('base64url')])
      expect(managed(ada, { size: '10', after }).rows[0]?.name).toBe('image-000001')
  })

  test('counts to a thousand and says when there is more', () => {
    addImages(1_000)
    expect(managed(ada).count).toBe(1_000)
    existingImage(ada, 'one-more')
    const first = managed(ada)
    expect([first.count, managed(ada, { after: first.next ?? '' }).count]).toEqual([1_001, 1_001])
  })
})

describe('an order', () => {
  test('takes upper and lower case for one in what people write', () => {
    existingImage(ada, 'a', { description: 'banana' })
    existingImage(ada, 'b', { description: 'Apple' })
    existingImage(ada, 'c', { description: 'cherry', groups: ['vision'] })
    existingImage(ada, 'd', { groups: ['Audio'] })
    expect(namesOf(managed(ada, { sort: 'description' }))).toEqual(['d', 'b', 'a', 'c'])
    expect(namesOf(managed(ada, { sort: '-groups' }))).toEqual(['c', 'b', 'a', 'd'])
  })
})

describe('filters', () => {
  beforeEach(() => {
    const max = person('max', { groups: ['vision'], managed: ['vision'] })
    existingImage(ada, 'global-gpu', { type: 'gpu' })
    existingImage(ada, 'given', { groups: ['vision', 'data'] })
    existingImage(max, 'owned', { groups: [], ownerGroup: 'vision' })
    addPlaced(
      [{ name: 'fresh' }, { name: 'broken' }, { name: 'rebuilt', reference: 'r.example/x:1' }].map(custom),
    )
    queue('broken', 'rebuilt')
    endNextBuild('failed')
    endNextBuild('interrupted')
    queue('fresh')
  })

  const custom = (place: { name: string }) => ({
    isGlobal: true,
    source: 'custom',
    reference: null,
    ...place,
  })

  function queue(...names: string[]) {
    for (const name of names)
      db()
        .$client.prepare(
          `INSERT INTO builds (image_id, number, state, spec, requested_by, requested_at)
            SELECT id, 1, 'queued', '{}', 1, 0 FROM images WHERE name = ?`,
        )
        .run(name)
  }

  test.each<[Address, string[]]>([
    [{}, ['broken', 'fresh', 'given', 'global-gpu', 'owned', 'rebuilt']],
    [{ type: 'gpu' }, ['global-gpu']],
    [{ source: 'custom' }, ['broken', 'fresh', 'rebuilt']],
    [{ source: 'existing' }, ['given', 'global-gpu', 'owned']],
    [{ kind: 'group' }, ['owned']],
    [{ kind: 'system', source: 'existing' }, ['given', 'global-gpu']],
    [{ group: 'global' }, ['broken', 'fresh', 'global-gpu', 'rebuilt']],
    [{ group: 'vision' }, ['given', 'owned']],
    [{ group: 'data' }, ['given']],
    [{ group: '999' }, []],
    [{ state: 'ready' }, ['given', 'global-gpu', 'owned', 'rebuilt']],
    [{ state: 'not-ready' }, ['broken', 'fresh']],
    [{ state: 'building' }, ['fresh']],
    [{ state: 'failed' }, ['broken']],
    [{ state: 'interrupted' }, ['rebuilt']],
    [{ state: 'cancelled' }, []],
    [{ q: 'vi', group: 'vision' }, []],
    [{ q: 'o', group: 'vision' }, ['owned']],
    [{ q: 'xyz', state: 'ready' }, []],
  ])('%j keep to what they say', (address, names) => {
    const group = ['vision', 'data'].includes(address.group ?? '')
      ? groupId(address.group ?? '')
      : address.group
    const page = managed(ada, { ...address, ...(group && { group: String(group) }) })
    expect(namesOf(page)).toEqual(names)
    expect(page.count).toBe(names.length)
  })

  test('show each image in one state', () => {
    const states = managed(ada, { sort: 'state' }).rows.map(({ name, state }) => [name, state])
    expect(states).toEqual([
      ['fresh', 'building'],
      ['broken', 'failed'],
      ['global-gpu', 'ready'],
      ['given', 'ready'],
      ['owned', 'ready'],
      ['rebuilt', 'ready'],
    ])
  })
})

describe('nobody sees what lib/access.ts forbids', () => {
  const place = fc.record({
    isGlobal: fc.boolean(),
    ownerGroupId: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 2 }),
    groupIds: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
    reference: fc.option(fc.constant('r.example/x:1')),
  })
  const group = fc.record({
    id: fc.integer({ min: 1, max: 5 }),
    role: fc.constantFrom('member' as const, 'manager' as const),
  })
  const viewer = fc.record({
    isAdministrator: fc.boolean(),
    groups: fc.uniqueArray(group, { maxLength: 3, selector: ({ id }) => id }),
  })
  const address = fc.constantFrom<Address>({}, { q: 'image' }, { q: 'i', sort: '-groups' }, { type: 'cpu' })

  test('in lists of whatever images, whoever looks', () => {
    person('someone', { groups: ['four', 'five'] })
    const cases = fc.tuple(fc.array(place, { maxLength: 12 }), viewer, address)
    fc.assert(
      fc.property(cases, ([places, { isAdministrator, groups }, address]) => {
        db().$client.exec('DELETE FROM images')
        const images = places.map((each, index) => ({
          name: `image-${String(index).padStart(2, '0')}`,
          source: 'custom',
          ...each,
        }))
        addPlaced(images)
        const named = groups.map((each) => ({ ...each, name: `group ${each.id}` }))
        const who: Viewer = { userId: 1, name: '', email: null, isAdministrator, groups: named }
        const ready = images.filter((image) => image.reference !== null && canSeeImage(who, image))
        expect(namesOf(catalogue(who, address)).toSorted()).toEqual(ready.map(({ name }) => name))
        const own = images.filter((image) => canManageImage(who, image))
        expect(namesOf(managed(who, address)).toSorted()).toEqual(own.map(({ name }) => name))
      }),
      { numRuns: 60 },
    )
  })
})

test('many hits are found as few are: by the same rules, in the same order', () => {
  addImages(9_000)
  db().$client.exec(`UPDATE images SET is_global = 0 WHERE id % 3 = 0;
    UPDATE images SET description = 'Needle in the hay' WHERE id % 1500 = 7`)
  const mia = person('mia', { groups: ['vision'] })
  const expected = (sql: string) => db().$client.prepare(`SELECT name FROM images WHERE ${sql}`).pluck().all()
  const list = (address: Address) =>
    leafThrough((more) => catalogue(mia, { ...address, ...more, size: '100' }), {})
  expect(list({ q: 'needle' })).toEqual(expected("is_global AND description LIKE '%needle%' ORDER BY name"))
  expect(list({ q: 'image 99' })).toEqual(expected("is_global AND name LIKE '%99%' ORDER BY name"))
  expect(list({ q: 'e', type: 'gpu' })).toEqual(expected("is_global AND type = 'gpu' ORDER BY name"))
  expect(list({ q: 'nothing-like-it image' })).toEqual([])
}, 60_000)
