/** Sends forms that fail, with something secret typed into them, and looks for it in what comes back. */
import type { ActionRow, Fields } from './actions.ts'
import { leaksIn } from './ask.ts'
import type { BuiltAction } from './built.ts'
import { held } from './held.ts'
import { sessionOf, type Who } from './people.ts'
import { callById, isBare, sendForm } from './send.ts'
import type { Tried } from './try-doors.ts'
import type { World } from './world.ts'

type Tables = { rows: readonly ActionRow[]; built: readonly BuiltAction[] }

const who: readonly Who[] = ['anonymous', 'member', 'manager', 'administrator']
const auth = Buffer.from(`somebody:${held.typed}`).toString('base64')

/** By the names that forms have for it; a form that does not know one gets it all the same. */
const secrets: Fields = {
  password: held.typed,
  clientKey: held.typed,
  code: held.typed,
  pasted: JSON.stringify({ auths: { 'registry.invalid': { auth } } }),
}

const breaks: Record<string, (fields: Fields) => Fields> = {
  emptied: (fields) => Object.fromEntries(Object.keys(fields).map((name) => [name, ''])),
  overtaken: (fields) => ({ ...fields, seen: '999999999' }),
}

/** Far from what others make. */
let at = 1_000_000

/** Every action, broken in each way, as a form and by its id. */
export async function failActions(url: string, world: World, { rows, built }: Tables): Promise<Tried> {
  const faults: string[] = []
  let asked = 0
  for (const row of rows) {
    const id = built.find(({ name }) => name === row.action)?.id ?? ''
    const path = typeof row.page === 'string' ? row.page : row.page(world)
    const fields = row.fields(world, ++at)
    for (const [name, destroy] of Object.entries(breaks))
      for (const person of who) {
        const sent = { who: person, people: world.people, path, id, isBare: isBare(row.action) }
        for (const send of [sendForm, callById]) {
          asked++
          const answer = await send(url, { ...sent, fields: { ...destroy(fields), ...secrets } })
          if (row.action.endsWith('#signOut') && person !== 'anonymous') await renew(world, person)
          const found = leaksIn(answer, person)
          if (found.length > 0)
            faults.push(`${person} ${row.action}, ${name} (${send.name}): ${found.join(', ')}`)
        }
      }
  }
  return { asked, faults }
}

async function renew({ people }: World, person: Exclude<Who, 'anonymous'>): Promise<void> {
  people[person].cookie = await sessionOf(people[person].viewer.userId)
}
