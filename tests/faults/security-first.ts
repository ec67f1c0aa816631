/** Fifty at once enter the code of the first administrator, at two web processes on one database. */
import { db, setDatabase } from '#db/client.ts'
import { config } from '#lib/config.ts'
import type { Answer } from '../support/access/ask.ts'
import { builtActions } from '../support/access/built.ts'
import { type People, type Person, signIn } from '../support/access/people.ts'
import { callById, sendForm } from '../support/access/send.ts'
import { newDataFolder } from '../support/builder.ts'
import { firstCodeOf } from '../support/first-code.ts'
import { startWeb, type Web } from '../support/web.ts'
import type { Result } from './result.ts'

const atOnce = 50
const path = '/first-administrator'

/** Held: a race that made one administrator, told that to nobody else, and left a code that is void. */
export async function raceToBeFirst(runs: number): Promise<Result> {
  let held = 0
  for (let run = 0; run < runs; run++) if (await race(run % 2 === 0)) held++
  return { runs, held, lost: runs - held }
}

/** Fifty people, or one person fifty times. */
async function race(areMany: boolean): Promise<boolean> {
  config().SLIPWAY_DATA = newDataFolder()
  setDatabase(undefined)
  const webs = [await startWeb(), await startWeb()] as const
  try {
    // The later start made the code of the earlier one void.
    const code = firstCodeOf(webs[1]) ?? ''
    const names = Array.from({ length: atOnce }, (_, at) => (areMany ? `person ${at}` : 'somebody'))
    const people: Person[] = []
    for (const name of names) people.push(await signIn(name, {}))
    const answers = await Promise.all(people.map((person, at) => enter({ web: webs, person, code, at })))
    const led = answers.filter(isLedOn).length
    const latecomer = await signIn('latecomer', {})
    const late = await enter({ web: webs, person: latecomer, code, at: 0 })
    return led === 1 && countAdministrators() === 1 && countFirsts() === 1 && !isLedOn(late)
  } finally {
    for (const web of webs) await web.stop()
  }
}

type Entering = { web: readonly [Web, Web]; person: Person; code: string; at: number }

/** By turns at one process or the other, as a form or by its id. */
function enter({ web, person, code, at }: Entering): Promise<Answer> {
  const action = builtActions().find(({ name }) => name.endsWith('#becomeAdministrator'))
  if (!action) throw new Error('The build has no such action.')
  const people = { stranger: person } as People
  const sent = { who: 'stranger' as const, people, path, id: action.id, fields: { code }, isBare: false }
  const { url } = web[at % 2 === 0 ? 0 : 1]
  return at % 4 < 2 ? sendForm(url, sent) : callById(url, sent)
}

function isLedOn({ status, headers }: Answer): boolean {
  return status === 303 || headers.has('x-action-redirect')
}

function countAdministrators(): number {
  return count('SELECT count(*) FROM users WHERE is_administrator OR is_administrator_by_hand')
}

function countFirsts(): number {
  return count("SELECT count(*) FROM audit_trail WHERE action = 'person.first'")
}

function count(query: string): number {
  return db().$client.prepare(query).pluck().get() as number
}
