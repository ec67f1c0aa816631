/** Changes that no page of ours asked for, and changes that are too long. */

import { builtActions } from '../support/access/built.ts'
import { fingerprint } from '../support/access/fingerprint.ts'
import { foreignRequests } from '../support/access/foreign.ts'
import { sendRaw } from '../support/access/raw.ts'
import { asCall, asForm } from '../support/access/send.ts'
import type { Tried } from '../support/access/try-doors.ts'
import { resultOf, withWorld } from '../support/access/with-world.ts'
import type { World } from '../support/access/world.ts'
import type { Web } from '../support/web.ts'
import type { Result } from './result.ts'

const ways = ['form', 'by its id', 'sign-out'] as const
type Way = (typeof ways)[number]
let count = 0

/** Held: refused with a sentence, nothing changed. Each is tried as a form, by an action's id, and at next-auth. */
export function sendForeign(runs: number): Promise<Result> {
  return withWorld(async (web, world) => {
    const tries = [await allowOwn(web, world)]
    for (let run = 0; run < runs; run++)
      for (const way of ways) tries.push(await refuseForeign(web, world, way))
    return resultOf(tries)
  })
}

/** Held: refused by its length alone, with a sentence. */
export function sendTooMuch(): Promise<Result> {
  return withWorld(async (web, world) => {
    const sizes = { '/': 64, '/admin/groups/new': 512, '/admin/images/new': 4096, '/api/auth/signout': 64 }
    const faults: string[] = []
    for (const [path, kibibytes] of Object.entries(sizes)) {
      const headers = { ...signedIn(world), origin: web.url, 'content-type': 'text/plain' }
      const body = Buffer.alloc(kibibytes * 1024 + 1, 97)
      const { status, body: said } = await sendRaw({ url: web.url + path, headers, body })
      if (status !== 413 || !said.includes('more was sent')) faults.push(`${path}: ${status} ${said}`)
    }
    return resultOf([{ asked: Object.keys(sizes).length, faults }])
  })
}

/** Without this the refusals would prove nothing. */
async function allowOwn(web: Web, world: World): Promise<Tried> {
  const before = fingerprint()
  const request = changeBy('form', web)
  const headers = { ...signedIn(world), ...request.headers, origin: web.url }
  const { status } = await sendRaw({ ...request, headers })
  const isServed = status === 303 && fingerprint() !== before
  return { asked: 1, faults: isServed ? [] : [`our own form was not served: ${status}`] }
}

async function refuseForeign(web: Web, world: World, way: Way): Promise<Tried> {
  const cases = foreignRequests(web.url)
  const faults: string[] = []
  for (const { name, headers, method = 'POST' } of cases) {
    const before = fingerprint()
    const request = changeBy(way, web)
    const all = { ...signedIn(world), ...request.headers, ...headers }
    const answer = await sendRaw({ ...request, method, headers: all })
    const isRefused = answer.status === 403 && answer.body.includes('did not come from a page of')
    if (!isRefused || fingerprint() !== before || answer.headers['set-cookie'])
      faults.push(`${name} (${way}): ${answer.status} ${answer.body.slice(0, 80)}`)
  }
  return { asked: cases.length, faults }
}

/** Adds a group, or signs out at next-auth. */
function changeBy(way: Way, { url }: Web) {
  if (way === 'sign-out') {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return { url: `${url}/api/auth/signout`, headers, body: 'csrfToken=x&callbackUrl=/' }
  }
  const id = builtActions().find(({ name }) => name.endsWith('#createGroup'))?.id ?? ''
  const call = { id, fields: { name: `foreign ${++count}`, description: '' }, isBare: false }
  return { url: `${url}/admin/groups/new`, ...(way === 'form' ? asForm(call) : asCall(call)) }
}

function signedIn({ people }: World) {
  return { cookie: people.administrator.cookie }
}
