/** Calls a server action as a browser does, or as anybody can who knows its id. */
import { type Answer, cookieOf, readAnswer } from './ask.ts'
import type { People, Who } from './people.ts'

export type Sent = {
  who: Who
  people: People
  path: string
  id: string
  fields: Record<string, string>
  headers?: Record<string, string>
}

const idle = '{"status":"idle","values":{},"errors":{}}'

/** As a form without JavaScript. `isBare`: the action takes the form alone, no earlier state. */
export function sendForm(url: string, { id, fields, isBare, ...sent }: Sent & { isBare: boolean }) {
  const body = new FormData()
  if (isBare) body.set(`$ACTION_ID_${id}`, '')
  else {
    body.set('$ACTION_REF_1', '')
    body.set('$ACTION_1:0', JSON.stringify({ id, bound: '$@1' }))
    body.set('$ACTION_1:1', `[${idle}]`)
    body.set('$ACTION_KEY', 'k1')
  }
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return post(url, sent, body, {})
}

/** As JavaScript calls it: by its id in a header, the arguments as React writes them. */
export function callById(url: string, { id, fields, isBare, ...sent }: Sent & { isBare: boolean }) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(`_1_${name}`, value)
  body.set('0', isBare ? '["$K1"]' : `[${idle},"$K1"]`)
  return post(url, sent, body, { 'next-action': id, accept: 'text/x-component' })
}

/** Whether an action takes the form alone: those of the frame keep no state. */
export function isBare(name: string): boolean {
  return /#(setTheme|signOut)$/.test(name)
}

async function post(
  url: string,
  { who, people, path, headers }: Omit<Sent, 'id' | 'fields'>,
  body: FormData,
  own: Record<string, string>,
): Promise<Answer> {
  const cookie = cookieOf(people, who)
  const response = await fetch(url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }), ...own, ...headers },
    body,
    signal: AbortSignal.timeout(60_000),
  })
  return readAnswer(response)
}
