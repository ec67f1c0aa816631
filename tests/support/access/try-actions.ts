/** Calls every server action as everyone, and looks at what became of the database. */
import type { ActionRow } from './actions.ts'
import { type Answer, leaksIn, letterFor } from './ask.ts'
import type { BuiltAction } from './built.ts'
import { fingerprint } from './fingerprint.ts'
import { everyone, type Person, sessionOf, type Who } from './people.ts'
import { callById, isBare, sendForm } from './send.ts'
import type { Tried } from './try-doors.ts'
import type { World } from './world.ts'

const forms = { form: sendForm, 'by its id': callById }
let at = 0

/** Those who may are served, for nobody else anything changes. One after another: each looks at the whole database. */
export async function tryActions(
  url: string,
  world: World,
  { rows, built }: { rows: readonly ActionRow[]; built: readonly BuiltAction[] },
): Promise<Tried> {
  const faults: string[] = []
  let asked = 0
  for (const row of rows)
    for (const [form, send] of Object.entries(forms))
      for (const who of everyone) {
        asked++
        const fields = row.fields(world, ++at)
        const before = fingerprint()
        const path = typeof row.page === 'string' ? row.page : row.page(world)
        const id = built.find(({ name }) => name === row.action)?.id ?? ''
        const sent = { who, people: world.people, path, id, fields, isBare: isBare(row.action) }
        const answer = await send(url, sent)
        const isChanged = fingerprint() !== before
        if (isSignOut(row) && who !== 'anonymous') await renew(world.people[who])
        const found = [...judge(row, who, answer, isChanged), ...leaksIn(answer, who)]
        if (found.length > 0) faults.push(`${who} ${row.action} (${form}): ${found.join(', ')}`)
      }
  return { asked, faults }
}

function isSignOut({ action }: ActionRow): boolean {
  return action.endsWith('#signOut')
}

/** The session that was used is over. */
async function renew(person: Person): Promise<void> {
  person.cookie = await sessionOf(person.viewer.userId)
}

function judge(row: ActionRow, who: Who, answer: Answer, isChanged: boolean): string[] {
  const said = `${answer.status} ${answer.location} ${answer.headers.get('x-action-redirect') ?? ''}`
  if (letterFor(row.may, who) === '-') return isRefusal(answer) && !isChanged ? [] : [`was served: ${said}`]
  if (row.tells) return answer.body.includes(row.tells) ? [] : [`was not told ${row.tells}: ${said}`]
  if (isBare(row.action)) return answer.headers.has('set-cookie') ? [] : [`nothing happened: ${said}`]
  return isChanged && (answer.status === 303 || answer.headers.has('x-action-redirect'))
    ? []
    : [`was refused: ${said}`]
}

/** To the sign-in page, no such action on the page that explains, or the form again with a sentence. */
function isRefusal({ status, location, headers, body }: Answer): boolean {
  if (headers.has('x-action-redirect')) return false
  if (status === 303) return /^(http:\/\/[^/]+)?\/sign-in/.test(location)
  if (status === 409) return headers.has('x-nextjs-action-not-found')
  return status === 200 && /"status":"(failed|invalid)"|role="alert"/.test(body)
}
