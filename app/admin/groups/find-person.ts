import type { Person } from '#db/queries/group-members.ts'

/** How a person is offered and typed: `Mia Torres (mia@example.org)`, without an address `Mia Torres (#7)`. */
export function personLabel({ id, name, email }: Person): string {
  return `${name} (${email ?? `#${id}`})`
}

/**
 * The one person whom a text names, by label, number, e-mail address or name; or in a sentence why there is none.
 * People choose their names themselves: one that looks like somebody's address is nobody's.
 */
export function findPerson(typed: string, people: readonly Person[]): Person | string {
  const wanted = fold(typed)
  for (const read of [personLabel, numberOf, wanted.includes('@') ? emailOf : nameOf]) {
    const found = people.filter((person) => fold(read(person)) === wanted)
    if (found.length === 1 && found[0]) return found[0]
    if (found.length > 1) return ambiguous(typed, found)
  }
  return `Nobody called “${typed}” has signed in so far. Type the e-mail address or the whole name as in Users; who has never signed in can be added afterwards.`
}

const numberOf = ({ id }: Person) => `#${id}`
const emailOf = ({ email }: Person) => email ?? ''
const nameOf = ({ name }: Person) => name

function ambiguous(typed: string, found: readonly Person[]): string {
  const isSame = ({ email }: Person) => found.filter((other) => other.email === email).length > 1
  const ways = found.map((person) => (isSame(person) ? null : person.email) ?? numberOf(person))
  return `${found.length} people are called “${typed}”. Type what only the one you mean has: ${ways.join(', ')}.`
}

function fold(text: string): string {
  return text.trim().normalize('NFC').toLowerCase()
}
