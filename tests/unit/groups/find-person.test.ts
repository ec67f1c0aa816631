import { describe, expect, test } from 'vitest'
import { findPerson, personLabel } from '#app/admin/groups/find-person.ts'

const mia = { id: 1, name: 'Mia Torres', email: 'mia@example.org' }
const max = { id: 2, name: 'Max Vogel', email: 'max@example.org' }
const otherMax = { id: 3, name: 'Max Vogel', email: 'vogel@example.org' }
const nameless = { id: 4, name: 'mia@example.org ', email: null }
const people = [mia, max, otherMax]

describe('a typed person', () => {
  test.each([personLabel(mia), ' MIA@example.org ', 'mia torres'])('%s is Mia', (typed) => {
    expect(findPerson(typed, people)).toBe(mia)
  })

  test('whose name two people have is asked for by address', () => {
    expect(findPerson('Max Vogel', people)).toMatch(/2 people.*max@example.org, vogel@example.org/)
    expect(findPerson('vogel@example.org', people)).toBe(otherMax)
  })

  test('is found by address before anyone is by name', () => {
    expect(findPerson('mia@example.org', [nameless, mia])).toBe(mia)
  })

  test('who never signed in is told so', () => {
    expect(findPerson('Zoe', people)).toMatch(/“Zoe” has signed in/)
  })
})
