import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Begun, orderQueue, type Waiting } from '#lib/builds/queue-order.ts'

const waiting = (id: number, personId: number, groupId: number | null = null): Waiting => ({
  id,
  personId,
  groupId,
  isScheduled: false,
})
const many = (from: number, count: number, personId: number, groupId: number | null = null) =>
  Array.from({ length: count }, (_, at) => waiting(from + at, personId, groupId))
const begun = (personId: number, turn: number, isRunning: boolean, groupId: number | null = null): Begun => ({
  ...{ personId, groupId, turn, isRunning, isScheduled: false },
})
const ids = (builds: readonly Waiting[]) => builds.map(({ id }) => id)

describe('the order of the queue', () => {
  test('is that of asking for one person alone', () => {
    expect(ids(orderQueue(many(1, 5, 7).toReversed(), []))).toEqual([1, 2, 3, 4, 5])
  })

  test('lets one build of another person through fifty of the first', () => {
    const queue = [...many(1, 50, 1), waiting(51, 2)]
    const running = [begun(1, 100, true), begun(1, 101, true)]
    expect(ids(orderQueue(queue, running))[0]).toBe(51)
    // One slot, nothing running at this moment: whose turn it was counts.
    expect(ids(orderQueue(queue, [begun(1, 100, false)]))[0]).toBe(51)
  })

  test('lets groups take turns, however many people each has', () => {
    const crowd = Array.from({ length: 10 }, (_, person) => many(1 + person * 5, 5, person, 1)).flat()
    const order = orderQueue([...crowd, ...many(100, 3, 50, 2)], [])
    expect(order.slice(0, 6).map(({ groupId }) => groupId)).toEqual([1, 2, 1, 2, 1, 2])
    expect(new Set(order.slice(6, 13).map(({ personId }) => personId)).size).toBe(7)
  })

  test('has every build once, and each person’s own in the order of asking', () => {
    const build = fc.record({
      personId: fc.nat(4),
      groupId: fc.option(fc.nat(3)),
      isScheduled: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(build, { maxLength: 40 }), fc.array(build), (asked, before) => {
        const queue = asked.map((party, at) => ({ ...party, id: at + 1 }))
        const order = orderQueue(
          queue,
          before.map((party, at) => ({ ...party, turn: at, isRunning: at % 2 === 0 })),
        )
        expect(ids(order).toSorted((one, other) => one - other)).toEqual(ids(queue))
        const firstScheduled = order.findIndex(({ isScheduled }) => isScheduled)
        if (firstScheduled >= 0)
          expect(order.slice(firstScheduled).every(({ isScheduled }) => isScheduled)).toBe(true)
        for (const { personId, groupId, isScheduled } of queue) {
          const isOwn = (each: Waiting) =>
            each.personId === personId && each.groupId === groupId && each.isScheduled === isScheduled
          const own = order.filter(isOwn)
          expect(ids(own)).toEqual(ids(own).toSorted((one, other) => one - other))
        }
      }),
    )
  })
})
