/** People and addresses that ask more often than people do. */
import { db } from '#db/client.ts'
import { images } from '#db/schema.ts'
import type { Answer } from '../support/access/ask.ts'
import { builtActions } from '../support/access/built.ts'
import { type Person, signIn } from '../support/access/people.ts'
import { isBare, sendForm } from '../support/access/send.ts'
import { resultOf, withWorld } from '../support/access/with-world.ts'
import type { World } from '../support/access/world.ts'
import { sampleBase } from '../support/builder.ts'
import { until } from '../support/until.ts'
import type { Web } from '../support/web.ts'
import type { Result } from './result.ts'

const most = { SIGN_INS: 2, REQUESTS: 6, LOOKUPS: 2, STREAMS: 2, BUILDS: 1 }
const limits = Object.entries(most).map(([name, value]) => [`SLIPWAY_LIMIT_${name}`, String(value)])
const env = { ...Object.fromEntries(limits), SLIPWAY_PROXIES: '1' }

type Place = { web: Web; world: World; round: number }
type Asked = Pick<Answer, 'status' | 'headers'>

/** Held: so many are answered, one more is told how long to wait, and nobody else notices. Each round is of others. */
export function askTooOften(runs: number): Promise<Result> {
  const work = async (web: Web, world: World) => {
    const rounds = Array.from({ length: runs }, (_, round) => ({ web, world, round }))
    const tries = rounds.flatMap((place) =>
      [askInterfaces, changeOften, signInOften, lookUpOften, buildOften, watchOften].map((ask) => ({
        name: ask.name,
        ask: () => ask(place),
      })),
    )
    const faults: string[] = []
    for (const { name, ask } of tries) faults.push(...(await ask()).map((fault) => `${name}: ${fault}`))
    return resultOf([{ asked: tries.length, faults }])
  }
  return withWorld(work, { env })
}

async function askInterfaces(place: Place): Promise<string[]> {
  const path = '/api/images/name?displayName=x'
  const [hasty, calm] = [await manager('hasty', place), await manager('calm', place)]
  const address = { 'x-forwarded-for': `203.0.113.${place.round}` }
  const ofPerson = await limited(200, most.REQUESTS, () => look(place, path, { cookie: hasty.cookie }))
  const ofAddress = await limited(401, most.REQUESTS, () => look(place, path, address))
  const calmly = await look(place, path, { ...address, cookie: calm.cookie })
  const page = await look(place, '/', { cookie: hasty.cookie })
  const others = calmly.status === 200 && page.status === 200 ? [] : ['others, or pages, are limited too']
  return [...ofPerson, ...ofAddress, ...others]
}

async function changeOften(place: Place): Promise<string[]> {
  const person = await manager('changing', place)
  const send = () => sendAs(person, place, { action: 'set-theme.ts#setTheme', path: '/', theme: 'dark' })
  return limited(200, most.REQUESTS, send)
}

/** Pictures of another site's page come first: they are refused, and not counted. */
async function signInOften(place: Place): Promise<string[]> {
  const address = { 'x-forwarded-for': `198.51.100.${place.round}` }
  const picture = { ...address, 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }
  const faults: string[] = []
  for (const path of ['signin/oidc', 'callback/oidc?state=none', 'signin']) {
    for (let at = 0; at <= most.REQUESTS; at++) {
      const { status } = await look(place, `/api/auth/${path}`, picture)
      if (status !== 403) faults.push(`a picture of ${path} is answered ${status}`)
    }
  }
  const back = { ...address, ...fromProvider, cookie: 'next-auth.state=begun' }
  const come = () => look(place, '/api/auth/callback/oidc?state=none', back)
  return [...faults, ...(await limited(302, most.SIGN_INS, come))]
}

/** What a browser says of the way back from the sign-in provider. */
const fromProvider = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
}

/** The form comes back with what was typed. */
async function lookUpOften(place: Place): Promise<string[]> {
  const person = await manager('looking', place)
  const form = { source: 'existing', reference: 'registry.invalid/made:1', intent: 'look-up' }
  for (let at = 0; at < most.LOOKUPS; at++)
    await addImage(person, place, { ...form, displayName: `look-${at}` })
  const { body } = await addImage(person, place, { ...form, displayName: 'typed-and-kept' })
  const told = `Nothing was changed. You had registries asked more than ${most.LOOKUPS} times in a minute.`
  return [told, 'typed-and-kept'].filter((words) => !body.includes(words))
}

async function buildOften(place: Place): Promise<string[]> {
  const person = await manager('building', place)
  const name = (at: number) => `built-${place.round}-${at}`
  const answers: Answer[] = []
  for (let at = 0; at <= most.BUILDS; at++) {
    const form = { source: 'custom', base: sampleBase(), apt: 'jq', displayName: name(at) }
    answers.push(await addImage(person, place, form))
  }
  const made = db().select({ name: images.displayName }).from(images).all()
  const count = made.filter((image) => image.name.startsWith(`built-${place.round}-`)).length
  const told = `Nothing was changed. You asked for more than ${most.BUILDS} builds in an hour.`
  const missing = [told, name(most.BUILDS)].filter((words) => !answers.at(-1)?.body.includes(words))
  return count === most.BUILDS ? missing : [...missing, `${count} images were made: ${answers[0]?.body}`]
}

async function watchOften(place: Place): Promise<string[]> {
  const person = await manager('watching', place)
  const leave = new AbortController()
  const open = ({ cookie }: Person, signal = AbortSignal.timeout(60_000)) =>
    fetch(`${place.web.url}/api/builds/${place.world.queued}/events`, { headers: { cookie }, signal })
  const faults = await limited(200, most.STREAMS, () => open(person, leave.signal))
  const other = await open(await manager('else', place), leave.signal)
  if (other.status !== 200) faults.push('others are limited too')
  leave.abort()
  const hasPlace = await until(async () => (await open(person)).status === 200, 20_000)
  return hasPlace ? faults : [...faults, 'a closed stream keeps its place']
}

/** Asks so many times, all well, and once more. */
async function limited(well: number, times: number, ask: () => Promise<Asked>): Promise<string[]> {
  const answers: Asked[] = []
  for (let at = 0; at <= times; at++) answers.push(await ask())
  const last = answers.pop()
  const early = answers
    .filter(({ status }) => status !== well)
    .map(({ status }) => `${status} before the limit`)
  const wait = Number(last?.headers.get('retry-after'))
  const isTold = last?.status === 429 && wait >= 1 && wait <= 60
  return isTold ? early : [...early, `${last?.status} after the limit, Retry-After ${wait}`]
}

/** A manager of vision whom no other round knows. */
function manager(name: string, { round }: Place): Promise<Person> {
  return signIn(`${name} ${round}`, { groups: ['vision'], managed: ['vision'] })
}

async function look({ web }: Place, path: string, headers: Record<string, string>): Promise<Asked> {
  const answer = await fetch(web.url + path, { headers, redirect: 'manual' })
  await answer.arrayBuffer()
  return answer
}

function addImage(person: Person, place: Place, form: Record<string, string>): Promise<Answer> {
  const action = 'images/new/actions.ts#createImage'
  const ownerGroupId = String(place.world.vision)
  return sendAs(person, place, { action, path: '/admin/images/new', type: 'cpu', ownerGroupId, ...form })
}

type Form = { action: string; path: string; [field: string]: string }

function sendAs(person: Person, { web, world }: Place, { action, path, ...fields }: Form): Promise<Answer> {
  const { id = '', name = '' } = builtActions().find((each) => each.name.endsWith(action)) ?? {}
  const people = { ...world.people, manager: person }
  return sendForm(web.url, { id, fields, isBare: isBare(name), who: 'manager', people, path })
}
