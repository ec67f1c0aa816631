/** The people who can sign in: a file that may be edited while the provider runs. */
import { timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { writePrivately } from '../house.ts'

const person = z.object({
  username: z.string().min(1),
  password: z.string().min(1),
  name: z.string().min(1),
  email: z.email(),
  /** What the person is, in words; shown beside the name. */
  about: z.string().default(''),
  groups: z.array(z.string()).default([]),
  roles: z.array(z.string()).default([]),
})

export type Person = z.output<typeof person>

/** The password of all sample people. */
export const samplePassword = 'slipway'

/** The people of the file; written with the sample people where there is none. Throws where it is not right. */
export function readPeople(file: string): Person[] {
  if (!existsSync(file)) writePrivately(file, `${JSON.stringify(samplePeople, null, 2)}\n`)
  const result = z.array(person).safeParse(parse(file))
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`${file} is not right. ${faults.join('; ')}.`)
}

/** The person with that user name and password. */
export function findByPassword(people: Person[], username: string, password: string): Person | undefined {
  const found = people.find((candidate) => candidate.username === username.trim().toLowerCase())
  return found && equal(found.password, password) ? found : undefined
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const samplePeople: Person[] = [
  sample('ada', 'Ada Berg', { about: 'Administrator', groups: ['platform'], roles: ['slipway-admin'] }),
  sample('max', 'Max Vogel', { about: 'Manager of vision', groups: ['vision'], roles: ['manager:vision'] }),
  sample('mia', 'Mia Torres', { about: 'Member of vision', groups: ['vision'], roles: [] }),
  sample('otto', 'Otto Lind', { about: 'Member of language', groups: ['language'], roles: [] }),
  sample('nora', 'Nora Hall', { about: 'In no group', groups: [], roles: [] }),
]

function sample(username: string, name: string, rest: Pick<Person, 'about' | 'groups' | 'roles'>): Person {
  return { username, password: samplePassword, name, email: `${username}@slipway.example`, ...rest }
}
