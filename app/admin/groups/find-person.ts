import type { Person } from '#db/queries/group-members.ts'

/** How a person is offered and typed: `Mia Torres (mia@example.org)`. */
export function personLabel({ name, email }: Person): string {
  return email ? `${name} (${email})` : name
}

/** The one person whom a text names, by e-mail address, label or name; or in a sentence why there is none. */
export function findPerson(typed: string, people: readonly Person[]): Person | string {
  const wanted = fold(typed)
  for (const read of [emailOf, personLabel, nameOf]) {
    const found = people.filter((person) => fold(read(person)) === wanted)
    if (found.length === 1 && found[0]) return found[0]
    if (found.length > 1) return ambiguous(typed, found)
  }
  return `Nobody called “${typed}” has signed in so far. Type the e-mail address or the whole name as in Users; who has never signed in can be added afterwards.`
}

const emailOf = (person: Person) => person.email ?? ''
const nameOf = (person: Person) => person.name

function ambiguous(typed: string, found: readonly Person[]): string {
  const emails = found.flatMap(({ email }) => email ?? [])
  if (emails.length < found.length)
    return `${found.length} people are called “${typed}”, not all of them with an e-mail address. Let the sign-in provider tell them apart.`
  return `${found.length} people are called “${typed}”. Type the address of the one you mean: ${emails.join(', ')}.`
}

function fold(text: string): string {
  return text.trim().normalize('NFC').toLowerCase()
}
