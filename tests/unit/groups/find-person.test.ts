import { describe, expect, test } from 'vitest'
import { findPerson, personLabel } from '#app/admin/groups/find-person.ts'

const mia = { id: 1, name: 'Mia Torres', email: 'mia@example.org' }
const max = { id: 2, name: 'Max Vogel', email: 'max@example.org' }
const otherMax = { id: 3, name: 'Max Vogel', email: 'vogel@example.org' }
const nora = { id: 4, name: 'Nora', email: null }
const people = [mia, max, otherMax, nora]

describe('a typed person', () => {
  test.each([personLabel(mia), ' MIA@example.org ', 'mia torres', '#1'])('%s is Mia', (typed) => {
    expect(findPerson(typed, people)).toBe(mia)
  })

  test.each([personLabel(nora), 'nora', '#4'])('%s is Nora, who has no address', (typed) => {
    expect(findPerson(typed, people)).toBe(nora)
  })

  test('whose name several people have is asked for by what only one has', () => {
    const { name } = max
    const twin = { id: 5, name, email: 'max@example.org' }
    const nameless = { id: 6, name, email: null }
    expect(findPerson(name, people)).toMatch(/2 people.*: max@example.org, vogel@example.org\.$/)
    expect(findPerson(name, [...people, twin, nameless])).toMatch(
      /4 people.*: #2, vogel@example.org, #5, #6\.$/,
    )
    expect(findPerson('max@example.org', [...people, twin])).toMatch(/2 people.*: #2, #5\.$/)
    expect(findPerson('vogel@example.org', people)).toBe(otherMax)
  })

  test('who never signed in is told so', () => {
    expect(findPerson('Zoe', people)).toMatch(/“Zoe” has signed in/)
  })
})

describe('somebody who calls themselves like another', () => {
  const named = (name: string, email: string | null = null) => ({ id: 9, name, email })

  test.each([
    named('mia@example.org'),
    named('Mia Torres (mia@example.org)'),
    named('Mia Torres (mia@example.org)', 'eve@example.org'),
    named('Mia Torres (mia@example.org) ', 'mia torres (mia@example.org)'),
  ])('is not taken for the one who has that address: %j', (eve) => {
    for (const typed of [personLabel(mia), 'mia@example.org']) expect(findPerson(typed, [eve, mia])).toBe(mia)
  })

  test.each([
    named('zoe@example.org'),
    named('Zoe Ray (zoe@example.org)'),
    named('zoe@example.org', 'eve@example.org'),
  ])('is not taken for one who has not signed in: %j', (eve) => {
    for (const typed of ['zoe@example.org', 'Zoe Ray (zoe@example.org)'])
      expect(findPerson(typed, [eve, mia])).toMatch(/has signed in so far/)
  })
})
